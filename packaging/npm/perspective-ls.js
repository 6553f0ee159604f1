#!/usr/bin/env node
// Runs the program for this platform, which lies in a package of its own, with the same arguments and streams.
'use strict';
const { spawn } = require('node:child_process');
const os = require('node:os');

const platform = `${process.platform}-${process.arch}`;
const program = process.platform === 'win32' ? 'perspective-ls.exe' : 'perspective-ls';

let file;
try {
  file = require.resolve(`perspective-ls-${platform}/${program}`);
} catch {
  console.error(`perspective-ls has no program for ${platform}, or it was left out: install it with optional dependencies.`);
  process.exit(2);
}

const child = spawn(file, process.argv.slice(2), { stdio: 'inherit', windowsHide: true });
child.on('error', error => {
  console.error(`perspective-ls does not start: ${error.message}`);
  process.exit(2);
});
// What ends this ends the program; it decides how.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code, signal) => process.exit(signal ? 128 + os.constants.signals[signal] : code));
