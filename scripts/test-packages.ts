/**
 * Runs programs that use packages with add-ons, as they are in npm, with and without `learnyounative trace`. The output
 * and the exit code must be the same, the report as recorded in test/packages/packages.json, and the time hardly longer.
 *
 *   npm run test:packages                     all packages
 *   npm run test:packages -- sharp lmdb       these only
 *   npm run test:packages -- --skip-times     the output and the report only
 *   npm run test:packages -- --node 24        with this release line of Node.js, fetched from npm
 *   npm run test:packages -- --runs 15        the times of more runs
 *
 * For Linux on x64 with glibc, for which all of them have a compiled add-on in npm. No install script runs.
 */
import { spawn } from 'node:child_process';
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ProgramReport } from '../src/checker/report.js';
import { fetchNode, npm } from './fetch-node.js';
import { median } from './median.js';

const MOST_TIMES_AS_LONG = 1.05;
const MOST_MS_MORE_TO_START = 100;
/** The rules about held threads depend on the speed of the machine; others do not. */
const HELD_MS = '60000';
const OTHER_NODES = ['22', '24'];

/** A rule that a package is known to break, and the evidence. */
interface KnownViolation {
  readonly rule: string;
  readonly functionName: string;
  readonly why: string;
}

/** A program, the package that it uses, and what the report says. */
interface Entry {
  readonly program: string;
  readonly package: string;
  /** The file that must have been loaded: some packages have JavaScript in its place. */
  readonly addOn: string;
  /** The first release line of Node.js for which the package has an add-on that uses Node-API. */
  readonly node?: number;
  readonly rules: readonly KnownViolation[];
}

interface Times {
  readonly rounds: number;
  readonly wallMs: number;
  readonly cpuMs: number;
}

interface Ended {
  readonly code: number | string;
  readonly output: string;
  /** What `trace --json` reports. */
  readonly report: ProgramReport | undefined;
}

const root = process.cwd();
const source = path.join(root, 'test', 'packages');
const folder = path.join(root, 'node_modules', '.cache', 'learnyounative-packages');
const scratch = path.join(folder, 'scratch');
const { values, positionals } = parseArgs({
  options: {
    node: { type: 'string' },
    runs: { type: 'string', default: '9' },
    'skip-times': { type: 'boolean' },
  },
  allowPositionals: true,
});
const all: readonly Entry[] = JSON.parse(readFileSync(path.join(source, 'packages.json'), 'utf8'));
const entries = all.filter(({ program }) => positionals.length === 0 || positionals.includes(program));
if (entries.length === 0) throw new Error(`no program for ${positionals.join(', ')}`);

await fetchPackages();
const nodes = new Map<string, string>();
const problems: string[] = [];
for (const entry of entries) {
  const node = await nodeFor(entry);
  await compare(entry.program, entry, [node, `${entry.program}.mjs`]);
}
if (positionals.length === 0) await compareSeveralNodes();
if (values['skip-times'] !== true) await measureAll();
for (const problem of problems) console.log(`FAILED ${problem}`);
if (problems.length > 0) process.exitCode = 1;

/** Installs what the lock file says, unless it is there. */
async function fetchPackages(): Promise<void> {
  const lock = readFileSync(path.join(source, 'package-lock.json'), 'utf8');
  const installed = path.join(folder, 'package-lock.json');
  const isThere = existsSync(path.join(folder, 'node_modules')) && readIfThere(installed) === lock;
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(source, 'programs'), folder, { recursive: true });
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch);
  if (isThere) return;
  console.log('fetching the packages');
  cpSync(path.join(source, 'package.json'), path.join(folder, 'package.json'));
  cpSync(path.join(source, 'package-lock.json'), installed);
  if (!(await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], folder)))
    throw new Error('the packages could not be fetched from npm');
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The executable: of the line that was asked for, or else this one, unless it is too old. */
async function nodeFor({ node = 0 }: Entry): Promise<string> {
  const own = Number(process.versions.node.split('.')[0]);
  const line = Math.max(node, Number(values.node ?? own));
  return line === own ? process.execPath : await executableOf(String(line));
}

async function executableOf(line: string): Promise<string> {
  const known = nodes.get(line) ?? (await fetchNode(line)).executable;
  nodes.set(line, known);
  return known;
}

/** Runs a program without and with the tracer, and notes what differs. */
async function compare(
  name: string,
  expected: Pick<Entry, 'addOn' | 'rules'>,
  command: readonly string[],
): Promise<ProgramReport | undefined> {
  const plain = await run(command, false);
  const traced = await run(command, true);
  const failed = (problem: string) => problems.push(`${name}: ${problem}`);
  if (plain.code !== 0) failed(`the exit code without the tracer is ${plain.code}:\n${plain.output}`);
  if (plain.code !== traced.code) failed(`the exit code is ${traced.code}, not ${plain.code}`);
  if (plain.output !== traced.output) failed(`the output differs:\n${plain.output}\n---\n${traced.output}`);
  const { report } = traced;
  const modules = report?.processes.flatMap((process) =>
    process.modules.map(({ file }) => path.basename(file)),
  );
  if (!modules?.includes(expected.addOn)) failed(`${expected.addOn} was not loaded, but ${modules?.join()}`);
  const known = expected.rules.map(({ rule, functionName }) => `${rule} ${functionName}`).sort();
  const found = (report?.violations ?? []).map(({ rule, functionName }) => `${rule} ${functionName}`).sort();
  if (known.join() !== found.join())
    failed(
      `reported [${found.join()}], not [${known.join()}]: ${JSON.stringify(report?.violations, undefined, 1)}`,
    );
  console.log(
    `${name.padEnd(24)} ${String(plain.output.length).padStart(5)} characters of output  ${found.length} reported`,
  );
  return report;
}

/** The library is compiled for this Node.js. The program's children are other versions. */
async function compareSeveralNodes(): Promise<void> {
  const others = await Promise.all(OTHER_NODES.map(executableOf));
  const command = [process.execPath, 'several-nodes.mjs', ...others];
  const report = await compare('several-nodes', { addOn: 'bcrypt.glibc.node', rules: [] }, command);
  const processes = report?.processes.length;
  if (processes !== 1 + others.length) problems.push(`several-nodes: ${processes} processes were traced`);
}

async function measureAll(): Promise<void> {
  const header = [
    'package',
    'wall',
    'with',
    'best',
    'median',
    'CPU',
    'with',
    'best',
    'median',
    'start',
    'own',
    'command',
  ];
  console.log(
    `\nms; ratios of the best and the median of ${values.runs} runs each; how much later the package is loaded`,
  );
  print(header);
  for (const entry of entries) await measure(entry, await nodeFor(entry));
}

/** Prints a line of the table, and notes what takes too long. Runs with and without the tracer alternate. */
async function measure({ program, package: name }: Entry, node: string): Promise<void> {
  const calibrated = await timesOf([node, `${program}.mjs`, 'calibrate'], false);
  const command = [node, `${program}.mjs`, String(calibrated.rounds)];
  const plain: Times[] = [];
  const traced: Times[] = [];
  const starts = { plain: [] as Start[], traced: [] as Start[] };
  for (let index = 0; index < Number(values.runs); index++) {
    plain.push(await timesOf(command, false));
    traced.push(await timesOf(command, true));
    starts.plain.push(await startOf([node, 'start.mjs', name], false));
    starts.traced.push(await startOf([node, 'start.mjs', name], true));
  }
  const wall = compared(plain, traced, ({ wallMs }) => wallMs);
  const cpu = compared(plain, traced, ({ cpuMs }) => cpuMs);
  const own = compared(starts.plain, starts.traced, ({ ownMs }) => ownMs);
  const whole = compared(starts.plain, starts.traced, ({ wholeMs }) => wholeMs);
  print([
    program,
    ...[wall, cpu].flatMap(({ least, best, median }) => [
      ...least.map((ms) => ms.toFixed(0)),
      best.toFixed(3),
      median.toFixed(3),
    ]),
    own.least[0]!.toFixed(0),
    `+${own.more.toFixed(0)}`,
    `+${whole.more.toFixed(0)}`,
  ]);
  // What else the machine does adds to both times, and by far the most to the wall time. So the better of the two counts.
  const ratio = Math.min(wall.best, wall.median, cpu.best, cpu.median);
  if (ratio > MOST_TIMES_AS_LONG) problems.push(`${program}: takes ${ratio.toFixed(3)} times as long`);
  if (own.more > MOST_MS_MORE_TO_START) problems.push(`${program}: starts ${own.more.toFixed(0)} ms later`);
}

/** The least of each, the ratio of those, the median of the ratios, and by how much the least is more. */
function compared<T>(plain: readonly T[], traced: readonly T[], value: (of: T) => number) {
  const least = [plain, traced].map((all) => Math.min(...all.map(value))) as [number, number];
  const ratios = traced.map((of, index) => value(of) / value(plain[index]!));
  return {
    least,
    best: least[1] / least[0],
    median: median(ratios),
    more: least[1] - least[0],
  };
}

function print(cells: readonly string[]): void {
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(24) : cell.padStart(8))).join(''));
}

/** The times that the program itself measures, without its start. */
async function timesOf(command: readonly string[], isTraced: boolean): Promise<Times> {
  return (await measured(command, isTraced)) as Times;
}

interface Start {
  /** From the start of the program's process. */
  readonly ownMs: number;
  /** From the start of the command, which is `learnyounative trace` for a traced one. */
  readonly wholeMs: number;
}

async function startOf(command: readonly string[], isTraced: boolean): Promise<Start> {
  const from = performance.timeOrigin + performance.now();
  const { loadedAt, ms } = (await measured(command, isTraced)) as { loadedAt: number; ms: number };
  return { ownMs: ms, wholeMs: loadedAt - from };
}

async function measured(command: readonly string[], isTraced: boolean): Promise<unknown> {
  const file = path.join(scratch, 'times.json');
  const { code, output } = await run([...command, file], isTraced);
  if (code !== 0) throw new Error(`${command.join(' ')}: ${output}`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** With `--json`, the program's output goes to the standard error, and the report to the standard output. */
async function run(command: readonly string[], isTraced: boolean): Promise<Ended> {
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
