import pty from '@lydell/node-pty';
import { errorOf, repeat } from './support.mjs';

const options = { cols: 60, rows: 10, name: 'xterm', env: { PATH: process.env.PATH } };

console.log('output', await outputOf('sh', ['-c', 'stty size; echo out; echo err >&2; exit 3']));
console.log(
  'input',
  await outputOf('sh', ['-c', 'stty -echo; echo ready; read line; echo "got $line"'], (terminal, data) => {
    if (data.includes('ready')) terminal.write('a line\r');
  }),
);
console.log(
  'resized',
  await outputOf('sh', ['-c', 'echo ready; read line; stty size'], (terminal, data) => {
    if (!data.includes('ready')) return;
    terminal.resize(100, 30);
    terminal.write('\r');
  }),
);
console.log(
  'killed',
  await outputOf('sh', ['-c', 'echo ready; sleep 100'], (terminal, data) => {
    if (data.includes('ready')) terminal.kill('SIGKILL');
  }),
);
console.log(
  'many',
  (await Promise.all([1, 2, 3, 4].map((code) => outputOf('sh', ['-c', `exit ${code}`])))).map(
    ({ exitCode }) => exitCode,
  ),
);
console.log('missing', (await outputOf('/no/such/program', [])).exitCode);
console.log('error', await errorOf(() => pty.spawn('sh', [], { ...options, cwd: 5 })));
await repeat(() => Promise.all([1, 2, 3, 4].map(() => outputOf('sh', ['-c', 'exit 0']))));

function outputOf(file, args, onData = () => {}) {
  return new Promise((resolve) => {
    const terminal = pty.spawn(file, args, options);
    let output = '';
    terminal.onData((data) => {
      output += data;
      onData(terminal, data);
    });
    terminal.onExit(({ exitCode, signal }) => {
      // The rest of the output may come after the exit code.
      setTimeout(() => resolve({ output, exitCode, signal }), 50);
    });
  });
}
