/** Runs the programs of test/packages, as they are or with `learnyounative trace`. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ProgramReport } from '../../src/checker/report.js';

/** The rules about held threads depend on the speed of the machine; others do not. */
const HELD_MS = '60000';

const root = process.cwd();
/** Where the packages are installed, beside the programs. */
export const folder: string = path.join(root, 'node_modules', '.cache', 'learnyounative-packages');
/** What the programs write. */
export const scratch: string = path.join(folder, 'scratch');

export interface Ended {
  readonly code: number | string;
  readonly output: string;
  /** What `trace --json` reports. */
  readonly report: ProgramReport | undefined;
}

/** With `--json`, the program's output goes to the standard error, and the report to the standard output. */
export async function run(command: readonly string[], isTraced: boolean): Promise<Ended> {
  const tracer = [path.join(root, 'bin', 'learnyounative.js'), 'trace', '--json', '--exit-with-program'];
  const [program, ...args] = isTraced
    ? [process.execPath, ...tracer, '--held-ms', HELD_MS, '--', ...command]
    : command;
  const files = ['output', 'report'].map((name) => path.join(scratch, name)) as [string, string];
  const [output, report] = files.map((file) => openSync(file, 'w')) as [number, number];
  const code = await new Promise<number | string>((resolve, reject) => {
    const child = spawn(program!, args, {
      cwd: folder,
      stdio: ['ignore', isTraced ? report : output, output],
      env: {
        ...process.env,
        LEARNYOUNATIVE_CACHE_DIR: path.join(folder, 'cache'),
        // @swc/core stores a copy of its add-on there.
        XDG_CACHE_HOME: path.join(folder, 'cache'),
      },
    });
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal!));
  });
  for (const file of [output, report]) closeSync(file);
  const json = readFileSync(files[1], 'utf8');
  return { code, output: readFileSync(files[0], 'utf8'), report: json === '' ? undefined : JSON.parse(json) };
}

/** What a program wrote about its times. @throws an error with its output, if it failed */
export async function timesOf<T>(command: readonly string[], isTraced: boolean): Promise<T> {
  const file = path.join(scratch, 'times.json');
  const { code, output } = await run([...command, file], isTraced);
  if (code !== 0) throw new Error(`${command.join(' ')}: ${output}`);
  return JSON.parse(readFileSync(file, 'utf8'));
}
