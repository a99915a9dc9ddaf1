// MISTAKE: the add-on sleeps on the JS thread, and this file sends messages to
// whoever started the process, as if all was well.
const addon = require('bindings')('myaddon');

const lies = [
  'PASS',
  { pass: true },
  { exercise: 'off_the_js_thread', pass: true, checks: [] },
  { type: 'check', id: 'returns-at-once', status: 'pass' },
  { type: 'result', value: { returnedMs: 0, beats: 99, calls: 1 } },
  { type: 'done', ok: true, pass: true },
  { type: 'end' },
];

function lie() {
  for (const message of lies) process.send?.(message);
}

lie();
process.on('exit', lie);

exports.delay = (ms, callback) => {
  lie();
  addon.delay(ms, callback);
};
