/**
 * Runs tests with several Node.js release lines in turn, each downloaded from npm with its headers.
 *
 *   npm run test:matrix                  the whole course with 20, 22, 24 and 26
 *   npm run test:matrix -- 22 26         with these release lines only
 *   npm run test:matrix -- 24 harness    other test files: those whose path contains the word
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const LINES = ['20', '22', '24', '26'];
const COURSE = ['submissions', 'texts', 'parts'].map((name) => `course/${name}`);

const root = process.cwd();
const cache = path.join(root, 'node_modules', '.cache', 'learnyounative-nodes');

const args = process.argv.slice(2);
const isLine = (arg: string) => /^\d+$/.test(arg);
const lines = orElse(args.filter(isLine), LINES);
const files = orElse(
  args.filter((arg) => !isLine(arg)),
  COURSE,
);

const results: { version: string; passed: boolean; minutes: number }[] = [];
for (const line of lines) {
  const node = await fetchNode(line);
  console.log(`\n== ${node.version}\n`);
  const startedAt = performance.now();
  const passed = await runTests(node.executable);
  results.push({ version: node.version, passed, minutes: (performance.now() - startedAt) / 60_000 });
}
console.log('\nNode.js    result  minutes');
for (const { version, passed, minutes } of results) {
  console.log(`${version.padEnd(10)} ${passed ? 'passed' : 'FAILED'}  ${minutes.toFixed(1)}`);
}
if (results.some(({ passed }) => !passed)) process.exitCode = 1;

/**
 * Downloads the latest Node.js of a release line to `node_modules/.cache`. Remove that folder to download it again. The
 * platform-specific packages contain the whole distribution, including headers, and need no install script.
 */
async function fetchNode(line: string): Promise<{ executable: string; version: string }> {
  const folder = path.join(cache, line);
  const home = path.join(folder, 'node_modules', 'node');
  if (!existsSync(path.join(home, 'include', 'node', 'node_version.h'))) {
    console.log(`fetching Node.js ${line}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const fetched = await npm(['install', ...options, `node@npm:${platformPackage()}@${line}`], folder);
    if (!fetched) throw new Error(`Node.js ${line} could not be fetched from npm`);
  }
  const { version, bin } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
  return { executable: path.join(home, bin.node), version };
}

function platformPackage(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}`;
}

/**
 * Runs the tests with this Node.js, which is also first in `PATH` for their child processes. `npm_config_nodedir` is
 * removed because it names the headers of the Node.js that runs npm.
 */
function runTests(executable: string): Promise<boolean> {
  return run(executable, [path.join(root, 'dist', 'scripts', 'run-tests.js'), ...files], root, {
    PATH: path.dirname(executable) + path.delimiter + process.env.PATH,
    COURSE: 'whole',
    npm_config_nodedir: undefined,
  });
}

/** Scripts that npm runs get npm's path in `npm_execpath`, so no shell is needed to find it. */
function npm(args: readonly string[], cwd: string): Promise<boolean> {
  const program = process.env.npm_execpath;
  return program ? run(process.execPath, [program, ...args], cwd) : run('npm', args, cwd);
}

/** @returns whether the program ended with exit code 0 */
function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
}

function orElse<T>(items: readonly T[], defaults: readonly T[]): readonly T[] {
  return items.length > 0 ? items : defaults;
}
