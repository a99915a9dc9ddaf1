// Tries what your add-on can do:
//
//   learnyounative run myaddon/ print "some text"
//   learnyounative run myaddon/ byteLength "some text"
//   learnyounative run myaddon/ squareRoot 2
//   learnyounative run myaddon/ attempt
//   learnyounative run myaddon/ delay 1000
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
};

const [name, ...args] = process.argv.slice(2);
if (/^\d+$/.test(name))
  demos.delay(name); // A number alone is a delay.
else if (name in demos) demos[name](...args);
else console.log('The add-on exports:', addon);
