// MISTAKE: open is never counted down, so every program seems to have failed.
const addon = require('bindings')('myaddon');

let open = 0;

process.on('exit', () => {
  if (open > 0) process.exitCode = 1;
});

exports.delay = (ms, callback) => {
  open++;
  addon.delay(ms, callback);
};
