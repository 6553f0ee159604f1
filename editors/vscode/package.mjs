// Packages the extension with the server inside: node package.mjs [BINARY [TARGET]]
//
// BINARY is the program (default: what `cargo build --release` makes), TARGET a platform as vsce names it (default: the
// one this runs on). Writes perspective-ls-TARGET.vsix.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const [binary, target = `${process.platform}-${process.arch}`] = process.argv.slice(2);
const program = target.startsWith('win32') ? 'perspective-ls.exe' : 'perspective-ls';
const source = path.resolve(binary ?? path.join(root, 'target/release', program));

if (!fs.existsSync(source)) {
  console.error(`${source} is missing: run "cargo build --release" first, or name the program`);
  process.exit(1);
}
fs.rmSync(path.join(here, 'bin'), { recursive: true, force: true });
fs.mkdirSync(path.join(here, 'bin'));
fs.copyFileSync(source, path.join(here, 'bin', program));
fs.chmodSync(path.join(here, 'bin', program), 0o755);
for (const file of ['LICENSE-MIT', 'LICENSE-APACHE', 'CHANGELOG.md']) {
  fs.copyFileSync(path.join(root, file), path.join(here, file));
}
const vsce = path.join(here, 'node_modules/@vscode/vsce/vsce');
const out = `perspective-ls-${target}.vsix`;
// Its one dependency is in the bundle. The notice that the program is large says what is meant.
execFileSync(process.execPath, [vsce, 'package', '--no-dependencies', '--skip-license', '--target', target, '--out', out], {
  cwd: here,
  stdio: 'inherit',
});
console.log(path.join(here, out));
