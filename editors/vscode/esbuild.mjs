// Bundles the extension into dist/extension.js, and the unit tests into dist/test. `--watch` goes on.
import { context } from 'esbuild';

const common = { bundle: true, platform: 'node', target: 'node20', format: 'cjs', external: ['vscode'], logLevel: 'warning' };
const watch = process.argv.includes('--watch');
const builds = process.argv.includes('--tests')
  ? [{ ...common, entryPoints: ['test/unit.test.ts'], outfile: 'dist/test/unit.test.js', sourcemap: 'inline' }]
  : [{ ...common, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js', minify: !watch, sourcemap: watch }];

for (const build of builds) {
  const bundler = await context(build);
  await (watch ? bundler.watch() : bundler.rebuild().then(() => bundler.dispose()));
}
