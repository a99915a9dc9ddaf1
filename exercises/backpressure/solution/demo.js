// Tries what your add-on can do:
//
//   learnyounative run myaddon/ print "some text"
//   learnyounative run myaddon/ byteLength "some text"
//   learnyounative run myaddon/ squareRoot 2
//   learnyounative run myaddon/ attempt
//   learnyounative run myaddon/ delay 1000
//   learnyounative run myaddon/ squareRootOf 2
//   learnyounative run myaddon/ watchCounter
//   learnyounative run myaddon/ readSensor
//   learnyounative run myaddon/ checksums
//   learnyounative run myaddon/ countPrimes 2000000
const addon = require('.');

const demos = {
  print: (...words) => addon.print(...words),
  byteLength: (text) => console.log(addon.byteLength(text)),
  squareRoot: (n) => console.log(addon.squareRoot(n === undefined ? n : Number(n))),

  attempt() {
    console.log(addon.attempt(() => 'returned by JavaScript'));
    console.log(addon.attempt(() => JSON.parse('thrown by JavaScript')));
  },

  // The dots come from a timer on the JS thread, one every 50 ms. As long as
  // that thread is blocked, no dot can appear.
  delay(ms = 1000) {
    process.stdout.write('Waiting');
    const dots = setInterval(() => process.stdout.write('.'), 50);
    addon.delay(Number(ms), () => {
      clearInterval(dots);
      console.log('Done!');
    });
  },

  // Number(undefined) is NaN, so a missing n is passed on as it is.
  async squareRootOf(n) {
    const promise = addon.squareRootOf(n === undefined ? n : Number(n));
    console.log('squareRootOf returned', promise);
    try {
      console.log('It was fulfilled with', await promise);
    } catch (error) {
      console.log('It was rejected with', error);
    }
  },

  // Stops after a second. The process can end then, because nothing is left
  // that it could wait for.
  watchCounter() {
    let last = 0;
    const stop = addon.watchCounter((n) => {
      last = n;
    });
    setTimeout(() => {
      stop();
      console.log(`Counted to ${last} in a second, on another thread.`);
    }, 1000);
  },

  // Each reading keeps JavaScript busy for a moment, so most of them are dropped.
  readSensor(count = 1e6) {
    let last;
    const onReading = (n) => {
      last = n;
      for (let i = 0; i < 1e5; i++);
    };
    addon.readSensor(Number(count), onReading, ({ delivered, dropped }) => {
      console.log(`${delivered} readings were delivered, the last one ${last}; ${dropped} were dropped.`);
    });
  },

  // Reads this file while the checksums of many buffers are computed.
  checksums(count = 200) {
    const buffers = Array(Number(count)).fill(Buffer.alloc(1e6, 'abc'));
    const start = Date.now();
    addon.checksums(buffers, (_error, results) => {
      console.log(`${results.length} checksums took ${Date.now() - start} ms:`, results[0], '...');
    });
    require('node:fs').readFile(__filename, () => console.log(`The file took ${Date.now() - start} ms.`));
  },

  // Ctrl+C aborts the count.
  async countPrimes(limit = 2000000) {
    const controller = new AbortController();
    process.once('SIGINT', () => controller.abort('Ctrl+C'));
    const onProgress = (tested) => process.stdout.write(`\r${tested} numbers tested`);
    try {
      const primes = await addon.countPrimes(Number(limit), { signal: controller.signal, onProgress });
      console.log(`\nThere are ${primes} primes below ${limit}.`);
    } catch (reason) {
      console.log('\nIt was rejected with', reason);
    }
  },
};

const [name, ...args] = process.argv.slice(2);
if (/^\d+$/.test(name))
  demos.delay(name); // A number alone is a delay.
else if (name in demos) demos[name](...args);
else console.log('The add-on exports:', addon);
