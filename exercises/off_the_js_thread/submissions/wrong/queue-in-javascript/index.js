// MISTAKE: a call waits in line until the one before it has called back.
const addon = require('bindings')('myaddon');

const line = [];

function next() {
  const { ms, callback } = line[0];
  addon.delay(ms, () => {
    line.shift();
    if (line.length > 0) next();
    callback();
  });
}

exports.delay = (ms, callback) => {
  line.push({ ms, callback });
  if (line.length === 1) next();
};
