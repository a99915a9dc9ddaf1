/**
 * Runs tests with several Node.js release lines in turn, each downloaded from npm with its headers.
 *
 *   npm run test:matrix                  the whole course with 20, 22, 24 and 26
 *   npm run test:matrix -- 22 26         with these release lines only
 *   npm run test:matrix -- 24 harness    other test files: those whose path contains the word
 */
import path from 'node:path';
import { fetchNode, run } from './fetch-node.js';

const LINES = ['20', '22', '24', '26'];
const COURSE = ['submissions', 'texts', 'parts'].map((name) => `course/${name}`);

const root = process.cwd();

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

function orElse<T>(items: readonly T[], defaults: readonly T[]): readonly T[] {
  return items.length > 0 ? items : defaults;
}
