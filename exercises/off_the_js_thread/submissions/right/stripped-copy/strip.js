// Copies the add-on without its symbols and debug information, where there is a program for that.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const [from, to] = process.argv.slice(2);
fs.mkdirSync(path.dirname(to), { recursive: true });
fs.copyFileSync(from, to);
spawnSync('strip', [process.platform === 'darwin' ? '-x' : '--strip-unneeded', to]);
