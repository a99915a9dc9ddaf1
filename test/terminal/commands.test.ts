/** The output of every command, on a terminal of 80 columns and 24 rows and in a pipe. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { commands } from '../../src/commands/index.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { noneLeftIn } from '../process/leftover-processes.js';
import { Learner } from '../support/learner.js';
import { Screen } from './screen.js';

const ID = 'off_the_js_thread';
const TIMEOUT_MS = 60_000;

interface Scene {
  readonly args: readonly string[];
  /** Expected on the terminal and in the pipe. */
  readonly shows: RegExp;
  readonly code?: number;
  /** Has no colour. */
  readonly plain?: true;
  /** Output for programs: its lines are not wrapped. */
  readonly unwrapped?: true;
}

/** In the order in which a learner might run them: each depends on those before it. */
const SCENES: Readonly<Record<string, Scene>> = {
  list: { args: [], shows: /^ +9 {2}OFF THE JS THREAD$/m },
  select: { args: ['9'], shows: /“OFF THE JS THREAD” is selected\./ },
  current: { args: [], shows: /^OFF THE JS THREAD$/m, plain: true },
  print: { args: [], shows: /Exercise 9 of \d+[\s\S]*Task/ },
  more: { args: [], shows: /OFF THE JS THREAD: the background/ },
  hint: { args: ['--all'], shows: /all 3 hints/ },
  start: { args: [ID, 'begun/'], shows: /wrote begun\/myaddon\.cc[\s\S]*verify begun\// },
  run: { args: ['myaddon', '60'], shows: /Waiting[.\s]+Done!/, plain: true },
  verify: { args: ['myaddon'], shows: /basic checks passed[\s\S]*JS thread[\s\S]*PASS/ },
  trace: { args: ['myaddon', '--', 'demo.js', '60'], shows: /Done![\s\S]*JS thread[\s\S]*Clean: every/ },
  explain: { args: ['wrong-thread'], shows: /What was observed[\s\S]*BlockingCall/ },
  solution: { args: [ID, 'begun'], shows: /from your .*begun[\s\S]*\n\+/ },
  completed: { args: [], shows: /^OFF THE JS THREAD$/m, plain: true },
  stats: { args: [], shows: /^ *✔ +OFF THE JS THREAD +\d+ /m },
  'bug-report': { args: [], shows: /## doctor[\s\S]*## last verify/, plain: true, unwrapped: true },
  doctor: { args: [], shows: /✔ Python [\s\S]*This machine is ready/ },
  reset: { args: [ID, '--yes'], shows: /“OFF THE JS THREAD” is marked as not done/, plain: true },
  next: { args: [], shows: /“DOWN TO C” is selected\./ },
  prev: { args: [], shows: /“OFF THE JS THREAD” is selected\./ },
  help: { args: ['verify'], shows: /Usage[\s\S]*--trace <file>/ },
  completion: { args: ['bash'], shows: /complete -F/, plain: true, unwrapped: true },
  clean: { args: [], shows: /Removed \d+ MB from/, plain: true, unwrapped: true },
  version: { args: [], shows: /^\d+\.\d+\.\d+/m, plain: true },
};

/** Runs until it is interrupted: see watch.test.ts, here and in test/commands. */
const ELSEWHERE = ['watch'];

t.test('every command is tested', async (t) => {
  t.same([...Object.keys(SCENES), ...ELSEWHERE].sort(), commands.map(({ name }) => name).sort());
});

function beginner(): Learner {
  const learner = new Learner(t);
  const solution = path.join(packageRoot, 'exercises', ID, 'solution');
  cpSync(solution, path.join(learner.folder, 'myaddon'), { recursive: true });
  return learner;
}

t.test('on a terminal of 80 columns', async (t) => {
  const learner = beginner();
  for (const [name, { args, shows, code = 0, plain, unwrapped }] of Object.entries(SCENES)) {
    const screen = Screen.open(t, { learner, args: [name, ...args] });
    t.equal(await screen.exit(TIMEOUT_MS), code, name);
    const lines = screen.history;
    t.match(lines.join('\n'), shows, name);
    t.equal(screen.cursorHidden, false, `${name}: the cursor can be seen`);
    if (plain === undefined) t.ok(screen.coloured, `${name}: in colour`);
    // Code and URLs are not wrapped.
    const isWhole = (line: string) => line.length <= 80 || /^(?: {4}|[-+ ] *\S)|https:\S+$/.test(line);
    if (!unwrapped)
      t.same(
        lines.filter((line) => !isWhole(line)),
        [],
        `${name}: no line is broken`,
      );
  }
  await noneLeftIn(learner.env.LEARNYOUNATIVE_CACHE_DIR!);
});

t.test('in a pipe', async (t) => {
  const learner = beginner();
  for (const [name, { args, shows, code = 0 }] of Object.entries(SCENES)) {
    const finished = await learner.run(name, ...args);
    t.equal(finished.code, code, `${name}: ${finished.stderr}`);
    t.match(finished.stdout, shows, name);
    t.notMatch(finished.stdout + finished.stderr, '\u001b', `${name}: nothing but text`);
  }
});
