/**
 * Runs programs that use packages with add-ons, as they are in npm, with and without `learnyounative trace`. The output
 * and the exit code must be the same, the report as recorded in test/packages/packages.json, and the time hardly longer.
 *
 *   npm run test:packages                     all packages
 *   npm run test:packages -- sharp lmdb       these only
 *   npm run test:packages -- --skip-times     the output and the report only
 *   npm run test:packages -- --node 24        with this release line of Node.js, fetched from npm
 *   npm run test:packages -- --runs 100       the times of more runs, if it is not clear after fewer
 *
 * For Linux on x64 with glibc, for which all of them have a compiled add-on in npm. No install script runs.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ProgramReport } from '../src/checker/report.js';
import { fetchNode, npm } from './fetch-node.js';
import { printHeader, printTimes } from './packages/measure.js';
import { folder, run, scratch } from './packages/run.js';

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

const source = path.join('test', 'packages');
const { values, positionals } = parseArgs({
  options: {
    node: { type: 'string' },
    runs: { type: 'string', default: '60' },
    'skip-times': { type: 'boolean' },
  },
  allowPositionals: true,
});
const all: readonly Entry[] = JSON.parse(readFileSync(path.join(source, 'packages.json'), 'utf8'));
const entries = all.filter(({ program }) => positionals.length === 0 || positionals.includes(program));
if (entries.length === 0) throw new Error(`no program for ${positionals.join(', ')}`);
const mostRuns = Number(values.runs);
if (!(mostRuns >= 1)) throw new Error(`--runs ${values.runs}: must be a number from 1`);

await fetchPackages();
const nodes = new Map<string, string>();
const problems: string[] = [];
for (const entry of entries) {
  const node = await nodeFor(entry);
  await compare(entry.program, entry, [node, `${entry.program}.mjs`]);
}
if (positionals.length === 0) await compareSeveralNodes();
if (values['skip-times'] !== true) {
  printHeader(mostRuns);
  for (const entry of entries) problems.push(...(await printTimes(entry, await nodeFor(entry), mostRuns)));
}
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
