// Calls one function of an add-on: node run.cjs <add-on> <function>
const { isMainThread, Worker, workerData } = require('node:worker_threads');

const [, , file, name] = isMainThread ? process.argv : ['', '', ...workerData];
const wait = (ms) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};
const callbacks = {
  pending_after_call: () => {
    throw new Error('seeded');
  },
  exception_cleared: () => {
    throw new Error('right');
  },
  exception_nested: () => require(file).exception_returned(),
  javascript_is_slow: () => wait(1500),
};
try {
  require(file)[name](callbacks[name] ?? (() => {}));
} catch (error) {
  if (!/seeded|right/.test(error.message)) throw error;
}
process.on('unhandledRejection', () => {});
if (isMainThread && /^other_environment|two_environments|worker_has_ended/.test(name))
  new Worker(__filename, { workerData: [file, name] });
// Until threads that outlive their worker have ended.
if (name === 'worker_has_ended' && isMainThread) setTimeout(() => {}, 1500);
