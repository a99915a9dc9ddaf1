/**
 * Runs compiled test files in separate processes, one more at once than there are cores: most sleep at times. Prints
 * one line per file, and of files that fail everything but the assertions that hold.
 *
 *   node dist/scripts/run-tests.js                   every test file
 *   node dist/scripts/run-tests.js texts cli         files whose path contains one of these words
 *   node dist/scripts/run-tests.js --faults          what goes wrong on machines, and what learners' code can do
 *   node dist/scripts/run-tests.js --faults --long   the same, with ten times as many attempts
 *   node dist/scripts/run-tests.js --browser         the HTML report in Chromium
 *
 * tap's own runner loads TypeScript into each process, which takes longer than most of the tests.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepareCache } from '../test/support/prepared-cache.js';
import { testEnvironment } from './test-environment.js';

/** The slowest files are started first, so that the others keep the remaining cores busy. */
const LONGEST = ['course/submissions', 'exercises/off_the_js_thread/verify', 'commands/trace', 'build/build'];
/** Timeout for a single test file. */
const TIMEOUT_S = 5_000;

interface Finished {
  readonly file: string;
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: number;
}

const folder = path.resolve('dist', 'test');
const { values, positionals } = parseArgs({
  options: { faults: { type: 'boolean' }, long: { type: 'boolean' }, browser: { type: 'boolean' } },
  allowPositionals: true,
});
const suffix = values.browser ? '.browser.js' : values.faults ? '.fault.js' : '.test.js';
const words = positionals.map((word) => word.split(/[\\/]/).join('/'));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith(suffix))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
if (files.length === 0) {
  console.error(`no test file for ${words.join(', ')}`);
  process.exit(2);
}

const startedAt = performance.now();
if (!values.browser) await prepareCache();
const waiting = [...files];
const failed: string[] = [];
async function work(): Promise<void> {
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const { passed, output, seconds } = await run(file);
    console.log(`${passed ? 'ok    ' : 'FAILED'} ${seconds.toFixed(1).padStart(6)} s  ${file}`);
    if (passed) continue;
    failed.push(file);
    console.log(withoutPasses(output));
  }
}
await Promise.all(Array.from({ length: availableParallelism() + 1 }, work));

const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
console.log(`\n${minutes} minutes`);
for (const file of failed) console.log(`FAILED ${file}`);
console.log(`files: ${files.length - failed.length} passed, ${failed.length} failed`);
if (failed.length > 0) process.exitCode = 1;

/** Output in the Test Anything Protocol, without what passed: a log that is cut off must not lose what failed. */
function withoutPasses(output: string): string {
  return output.replace(/^ *(?:ok \d.*|# Subtest: .*|1\.\.\d+.*)?\n/gm, '');
}

function rank(file: string): number {
  const index = LONGEST.findIndex((name) => file.startsWith(name));
  return index === -1 ? LONGEST.length : index;
}

function run(file: string): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const child = spawn(process.execPath, ['--enable-source-maps', path.join(folder, file)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...testEnvironment(), TAP_TIMEOUT: String(TIMEOUT_S), ...(values.long && { FAULTS: 'long' }) },
    });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({
        file,
        passed: code === 0,
        output: Buffer.concat(chunks).toString('utf8'),
        seconds: (performance.now() - from) / 1_000,
      }),
    );
  });
}
