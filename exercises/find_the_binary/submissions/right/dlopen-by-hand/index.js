const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

function load(file) {
  const box = { exports: {} };
  process.dlopen(box, file, os.constants.dlopen?.RTLD_NOW ?? 1);
  return box.exports;
}

const build = path.join(__dirname, 'build');
const release = path.join(build, 'Release', 'myaddon.node');
const debug = path.join(build, 'Debug', 'myaddon.node');
module.exports = load(fs.existsSync(release) ? release : debug);
