// MISTAKE: instead of waiting for ms, every clock is put forward by ms.
const addon = require('bindings')('myaddon');

let ahead = 0;

function putForward(object, name, convert) {
  const real = object[name].bind(object);
  object[name] = (...args) => convert(real(...args));
}

const { hrtime } = process;
const realHrtime = hrtime.bind(process);
process.hrtime = (since) => {
  const [seconds, nanoseconds] = realHrtime(since);
  return [seconds + Math.floor(ahead / 1000), nanoseconds];
};
process.hrtime.bigint = hrtime.bigint;
putForward(process.hrtime, 'bigint', (ns) => ns + BigInt(Math.round(ahead)) * 1000000n);
putForward(performance, 'now', (ms) => ms + ahead);
putForward(Date, 'now', (ms) => ms + ahead);

exports.delay = (ms, callback) => {
  addon.delay(ms, () => {
    ahead += ms;
    callback();
  });
};
