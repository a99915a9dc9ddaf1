// MISTAKE: starts a process that goes on long after the work is done.
const { spawn } = require('node:child_process');
const addon = require('bindings')('myaddon');

// After a minute it gives up, so that none is left over for ever.
spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], {
  stdio: 'inherit',
});

exports.delay = addon.delay;
