import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { WatchedCalls } from './watched-calls.js';

const STDOUT_FILES: readonly unknown[] = [1, '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1', 'CONOUT$'];

/** Starts to watch the functions by which JavaScript can write to standard output. */
export function watchJavaScriptOutput(): WatchedCalls {
  const calls = new WatchedCalls();
  for (const name of ['log', 'info', 'debug', 'dir', 'table']) calls.watch(console, name, `console.${name}`);
  calls.watch(process.stdout, 'write', 'process.stdout.write', ([chunk]) => chunk !== '');
  for (const name of [
    'write',
    'writeSync',
    'writev',
    'writevSync',
    'writeFile',
    'writeFileSync',
    'appendFile',
    'appendFileSync',
  ])
    calls.watch(fs, name, `fs.${name}`, ([target]) => STDOUT_FILES.includes(target));
  for (const name of ['spawnSync', 'execSync', 'execFileSync'])
    calls.watch(childProcess, name, `child_process.${name}`);
  syncBuiltinESMExports();
  return calls;
}
