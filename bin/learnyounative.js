#!/usr/bin/env node
// Old syntax on purpose: every version of Node.js must be able to parse this file and print which version is needed.
var version = process.versions.node.split('.').map(Number);
var ready =
  (version[0] === 20 && version[1] >= 17) || (version[0] === 22 && version[1] >= 9) || version[0] > 22;

if (ready) {
  import('../dist/cli/main.js');
} else {
  console.error(
    'learnyounative needs Node.js 20.17 or later, or 22.9 or later; this is ' + process.version + '.',
  );
  process.exitCode = 3;
}
