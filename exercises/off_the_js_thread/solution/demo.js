// Shows your add-on at work: learnyounative run myaddon/ [ms]
//
// The dots come from a timer on the JS thread, one every 50 ms.
// As long as that thread is blocked, no dot can appear.
const { delay } = require('.');

const ms = Number(process.argv[2] || 1000);

process.stdout.write('Waiting');
const dots = setInterval(() => process.stdout.write('.'), 50);

delay(ms, () => {
  clearInterval(dots);
  console.log('Done!');
});
