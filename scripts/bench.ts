/**
 * Measures how long learners wait, compared with using the tools directly. The two alternate in each round, so that the
 * ratio is meaningful on a busy machine. Fails when a target is missed.
 *
 *   npm run bench                   all parts; installs packages from npm
 *   npm run bench -- verify start   some of the parts verify, start, install
 *   npm run bench -- --rounds 9     more rounds, for more stable medians
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { headersOnDisk } from '../src/build/headers.js';
import { packageRoot } from '../src/environment/package-root.js';
import { median } from './median.js';
import { testEnvironment } from './test-environment.js';

/** The exercise whose solution is built and verified. */
const EXERCISE = 'off_the_js_thread';
/** What verify keeps for later builds shows only after the first edit. */
const EDITS = 3;
const OTHER_WORKSHOP = 'goingnative@2.1.0';
const BIN = path.join(packageRoot, 'bin', 'learnyounative.js');
const NODE_GYP = createRequire(import.meta.url).resolve('node-gyp/bin/node-gyp.js');

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '5' } },
  allowPositionals: true,
});
const rounds = Number(values.rounds);
const isWanted = (part: string) => positionals.length === 0 || positionals.includes(part);
const scratch = mkdtempSync(path.join(tmpdir(), 'learnyounative-bench-'));
let missed = 0;

try {
  console.log(`Node.js ${process.version}, medians of ${rounds} rounds, seconds\n`);
  row(['', 'here', 'beside', 'ratio', 'target', '']);
  if (isWanted('verify')) verify();
  if (isWanted('start')) start();
  if (isWanted('install')) install();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (missed > 0) process.exitCode = 1;

function verify(): void {
  const first: Pair[] = [];
  const edited: Pair[] = [];
  const unchanged: number[] = [];
  const asleep: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const learner = path.join(scratch, `learner-${round}`);
    const bare = path.join(scratch, `bare-${round}`);
    for (const folder of [learner, bare]) cpSync(solution(), folder, { recursive: true });
    // Without the workshop's workspace, the package needs its own node_modules.
    mkdirSync(path.join(bare, 'node_modules'));
    for (const name of ['node-addon-api', 'bindings']) {
      cpSync(path.join(packageRoot, 'node_modules', name), path.join(bare, 'node_modules', name), {
        recursive: true,
      });
    }
    const cache = path.join(scratch, `cache-${round}`);
    const verifyOnce = () => {
      const { own, sleeps } = timedVerify(learner, cache);
      asleep.push(sleeps);
      return own;
    };
    first.push([verifyOnce(), seconds(() => nodeGyp(bare, 'rebuild'))]);
    for (let edit = 0; edit < EDITS; edit++) {
      for (const folder of [learner, bare])
        appendFileSync(path.join(folder, 'myaddon.cc'), `\n// Edit ${edit} in round ${round}.\n`);
      edited.push([verifyOnce(), seconds(() => nodeGyp(bare, 'build'))]);
    }
    unchanged.push(verifyOnce());
  }
  compare('first verify / node-gyp rebuild', first, 1.0);
  compare('verify after an edit / node-gyp build', edited, 0.6);
  limit('verify, nothing changed', unchanged, 0.8);
  console.log(
    `(the exercise itself sleeps ${median(asleep).toFixed(2)} s, which is subtracted from each verify)\n`,
  );
}

/** Seconds that a verify took, without the time that the solution spent sleeping, which the exercise requires. */
function timedVerify(folder: string, cache: string): { own: number; sleeps: number } {
  let output = '';
  const all = seconds(() => {
    output = execFileSync(process.execPath, [BIN, 'verify', folder, '--exercise', EXERCISE, '--json'], {
      encoding: 'utf8',
      env: environment(cache),
    });
  });
  const { pass, timeline } = JSON.parse(output);
  if (!pass) throw new Error(`the solution does not pass:\n${output}`);
  const sleeps = sleepsIn(timeline) / 1_000;
  return { own: all - sleeps, sleeps };
}

interface Span {
  readonly lane: string;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** The time during which any thread executed work, ms. The solution's work only sleeps. */
function sleepsIn(timeline: readonly Span[]): number {
  const sleeping = timeline.filter(({ name }) => name === 'execute').sort((a, b) => a.startMs - b.startMs);
  let covered = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { startMs, endMs } of sleeping) {
    covered += Math.max(0, endMs - Math.max(startMs, end));
    end = Math.max(end, endMs);
  }
  return covered;
}

function start(): void {
  const env = environment(path.join(scratch, 'cache'));
  for (const command of [['list'], ['print', '9'], ['help']]) {
    const pairs = Array.from({ length: rounds * 3 }, (): Pair => {
      const run = (args: readonly string[]) =>
        seconds(() => execFileSync(process.execPath, [...args], { env, stdio: 'ignore' }));
      return [run([BIN, ...command]), run(['-e', '0'])];
    });
    compare(`${command.join(' ')} / node -e 0`, pairs, 2.0);
  }
}

/** Installs both workshops into empty folders with an empty npm cache. */
function install(): void {
  npm(['pack', '--silent', '--pack-destination', scratch], packageRoot);
  const packed = readdirSync(scratch).find((name) => name.endsWith('.tgz'))!;
  const pairs = Array.from({ length: rounds }, (_, round): Pair => {
    const installed = (what: string, name: string) => {
      const folder = path.join(scratch, `${name}-${round}`);
      mkdirSync(folder);
      npm(['init', '--yes'], folder);
      const options = ['--no-audit', '--no-fund', '--ignore-scripts', `--cache=${folder}-npm`];
      return seconds(() => npm(['install', ...options, what], folder));
    };
    return [installed(path.join(scratch, packed), 'own'), installed(OTHER_WORKSHOP, 'other')];
  });
  compare(`install / install of ${OTHER_WORKSHOP}`, pairs, 0.8);
}

function solution(): string {
  return path.join(packageRoot, 'exercises', EXERCISE, 'solution');
}

/** Without certificates to read, which would be most of what a start of Node.js takes: see `offlineEnvironment`. */
function environment(cache: string): NodeJS.ProcessEnv {
  return {
    ...testEnvironment(),
    LEARNYOUNATIVE_CACHE_DIR: cache,
    LEARNYOUNATIVE_CONFIG_DIR: `${cache}-config`,
  };
}

function nodeGyp(cwd: string, command: string): void {
  const nodedir = headersOnDisk();
  const options = nodedir === undefined ? [] : [`--nodedir=${nodedir}`];
  execFileSync(process.execPath, [NODE_GYP, command, ...options], { cwd, stdio: 'ignore' });
}

/** Scripts that npm runs get npm's path in `npm_execpath`, so no shell is needed to find it. */
function npm(args: readonly string[], cwd: string): void {
  const program = process.env.npm_execpath;
  const [command, all] = program ? [process.execPath, [program, ...args]] : ['npm', args];
  const { status, stderr } = spawnSync(command, [...all], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}`);
}

type Pair = readonly [here: number, beside: number];

function compare(title: string, pairs: readonly Pair[], target: number): void {
  // The ratio within each round, because the machine's speed varies between rounds.
  const ratio = median(pairs.map(([here, beside]) => here / beside));
  const [here, beside] = [0, 1].map((side) => median(pairs.map((pair) => pair[side]!)).toFixed(2));
  row([title, here!, beside!, ratio.toFixed(2), target.toFixed(1), verdict(ratio <= target)]);
}

function limit(title: string, times: readonly number[], target: number): void {
  const here = median(times);
  row([title, here.toFixed(2), '', '', `${target.toFixed(1)} s`, verdict(here <= target)]);
}

function verdict(isMet: boolean): string {
  if (!isMet) missed += 1;
  return isMet ? '✔' : '✘';
}

function row([title, ...cells]: readonly string[]): void {
  console.log(title!.padEnd(42) + cells.map((cell) => cell.padStart(8)).join(''));
}

function seconds(action: () => void): number {
  const from = performance.now();
  action();
  return (performance.now() - from) / 1_000;
}
