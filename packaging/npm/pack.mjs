// Makes the npm packages: node packaging/npm/pack.mjs [BINARY [PLATFORM]] [--out DIR]
//
// BINARY is the program (default: what `cargo build --release` makes), PLATFORM as Node.js names it, e.g. linux-x64
// (default: this one). Writes perspective-ls-VERSION.tgz, which is the same on every platform, and
// perspective-ls-PLATFORM-VERSION.tgz with the program; npm installs the one that fits.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');

/** Platforms for which there is a program. */
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64'];

const given = process.argv.slice(2);
const at = given.indexOf('--out');
const out = path.resolve(at >= 0 ? given.splice(at, 2)[1] : path.join(root, 'dist'));
const [binary, platform = `${process.platform}-${process.arch}`] = given;
if (!PLATFORMS.includes(platform)) {
  console.error(`${platform} is no platform of this package: one of ${PLATFORMS.join(', ')}`);
  process.exit(2);
}
const program = platform.startsWith('win32') ? 'perspective-ls.exe' : 'perspective-ls';
const source = path.resolve(binary ?? path.join(root, 'target/release', program));
const version = /^version = "(.*)"/m.exec(fs.readFileSync(path.join(root, 'Cargo.toml'), 'utf8'))[1];
const common = {
  version,
  license: 'MIT OR Apache-2.0',
  repository: { type: 'git', url: 'git+https://github.com/perspective-ls/perspective-ls.git' },
};
const [system, processor] = platform.split('-');

pack(
  {
    name: 'perspective-ls',
    description: 'Language server and checker for perspective documents',
    keywords: ['lsp', 'language-server', 'markdown', 'linter', 'persona'],
    ...common,
    bin: { 'perspective-ls': 'perspective-ls.js' },
    engines: { node: '>=18' },
    optionalDependencies: Object.fromEntries(PLATFORMS.map(it => [`perspective-ls-${it}`, version])),
  },
  [[path.join(here, 'perspective-ls.js'), 'perspective-ls.js', 0o755], [path.join(root, 'README.md'), 'README.md', 0o644]],
);
pack(
  {
    name: `perspective-ls-${platform}`,
    description: `The program perspective-ls for ${platform}`,
    ...common,
    os: [system],
    cpu: [processor],
  },
  [[source, program, 0o755]],
);

/** Packs a package of `files` (from, to, mode) with the licences. */
function pack(manifest, files) {
  const stage = fs.mkdtempSync(path.join(os.tmpdir(), 'perspective-npm-'));
  try {
    fs.writeFileSync(path.join(stage, 'package.json'), JSON.stringify(manifest, null, 2) + '\n');
    for (const [from, to, mode] of files) {
      fs.copyFileSync(from, path.join(stage, to));
      fs.chmodSync(path.join(stage, to), mode);
    }
    for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) {
      fs.copyFileSync(path.join(root, licence), path.join(stage, licence));
    }
    fs.mkdirSync(out, { recursive: true });
    execFileSync('npm', ['pack', '--silent', '--pack-destination', out], { cwd: stage, stdio: 'pipe', shell: process.platform === 'win32' });
    console.log(path.join(out, `${manifest.name}-${version}.tgz`));
  } finally {
    fs.rmSync(stage, { recursive: true });
  }
}
