/** Add-ons with seeded violations, of which each has to be found at its line, and right ones, of which none may be. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { median } from '../../scripts/median.js';
import { programReport } from '../../src/checker/program-report.js';
import type { ProgramReport, RuleViolation } from '../../src/checker/report.js';
import { runProgram } from '../../src/checker/run-program.js';
import { attachedProbe } from '../../src/probe/probe-object.js';
import { inParallel } from '../support/in-parallel.js';
import { copyPreparedCache } from '../support/prepared-cache.js';
import { buildSeeded, SEEDED } from '../support/seeded-add-ons.js';

/** Right ones that are about ms. */
const OF_TIME = ['short_work', 'javascript_is_slow', 'part_of_the_pool'];
/** Most scenarios wait. */
const MORE_AT_ONCE = 1;
/** Rules that are about ms, in scenarios that are not: a busy machine may break them. */
const TIMED = ['thread-held', 'pool-held'];

/** Writes the memory that the process uses before and after many functions, in bytes, to a file. */
const USES_MANY = `
  const [, addOn, file] = process.argv;
  const { function_released } = require(addOn);
  const bytes = async (count) => {
    for (let done = 0; done < count; done += 100) {
      for (let index = 0; index < 100; index++) function_released(() => {});
      await new Promise(setImmediate);
    }
    return process.memoryUsage().rss;
  };
  // The first time, the heap of JavaScript grows as well.
  bytes(100_000).then(async (before) => {
    require('node:fs').writeFileSync(file, JSON.stringify([before, await bytes(100_000)]));
  });
`;

/** Writes the processor times of calls of a function whose results stay, in ms, to a file: of a fortieth of them each. */
const CREATES_MANY = `
  const [, addOn, file, name, calls] = process.argv;
  const create = require(addOn)[name];
  const msOf = () => {
    const from = process.cpuUsage();
    for (let index = 0; index < calls / 40; index++) create();
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1e3;
  };
  require('node:fs').writeFileSync(file, JSON.stringify(Array.from({ length: 40 }, msOf)));
`;

const root = t.testdir({ cache: {}, built: {} });
const built = path.join(root, 'built');
process.env.LEARNYOUNATIVE_CACHE_DIR = path.join(root, 'cache');
copyPreparedCache(path.join(root, 'cache'));

interface Scenario {
  readonly source: string;
  readonly name: string;
  readonly rule: string;
  /** From 1. */
  readonly line: number;
}

t.test('every seeded violation is found, and named at its line', async (t) => {
  const scenarios = ['broken.c', 'broken.cc', 'looked-up.c'].flatMap(scenariosIn);
  t.ok(scenarios.length >= 30, `${scenarios.length} scenarios`);
  const addOns = await buildSeeded(built, ['broken.c', 'broken.cc', 'looked-up.c']);
  await inParallel(scenarios, MORE_AT_ONCE, async ({ source, name, rule, line }) => {
    const found = await violationsOf(addOns.get(source)!, name);
    const relevant = found.filter((violation) => violation.rule === rule || !TIMED.includes(violation.rule));
    const summary = relevant.map((violation) => `${violation.rule} ${placeOf(violation)}`);
    t.same(summary, [`${rule} ${source}:${line}`], name);
  });
});

t.test('the number of times', async (t) => {
  const addOns = await buildSeeded(built, ['broken.c']);
  const counts: Record<string, number> = {
    wrong_thread_often: 1_000,
    functions_kept: 3,
    references_grow: 2_000,
  };
  for (const [name, count] of Object.entries(counts)) {
    const [first] = (await violationsOf(addOns.get('broken.c')!, name)).filter(
      ({ rule }) => !TIMED.includes(rule),
    );
    t.equal(first?.count, count, name);
  }
});

t.test('which caller has not released something is not known, so none is named', async (t) => {
  const addOns = await buildSeeded(built, ['broken.c']);
  const functionsIn = async (name: string) => {
    const [found] = (await violationsOf(addOns.get('broken.c')!, name)).filter(
      ({ rule }) => !TIMED.includes(rule),
    );
    return [found?.count, found?.hasSeveralCallers, found?.stack.map((place) => place.function)];
  };
  t.same(await functionsIn('one_caller_forgets'), [1, true, ['new_work']]);
  t.same(await functionsIn('work_forgotten'), [1, false, ['work_forgotten']]);
});

t.test('nothing is found in those that are right', async (t) => {
  const addOns = await buildSeeded(built, ['clean.c', 'clean.cc']);
  const scenarios = ['clean.c', 'clean.cc'].flatMap((source) =>
    exportsOf(source).map((name) => ({ source, name })),
  );
  t.ok(scenarios.length >= 20, `${scenarios.length} scenarios`);
  await inParallel(scenarios, MORE_AT_ONCE, async ({ source, name }) => {
    // JavaScript that is called holds its thread for longer, and three of four threads of the pool are held.
    const found = await violationsOf(addOns.get(source)!, name, { heldMs: 1_000 });
    const relevant = found.filter(({ rule }) => OF_TIME.includes(name) || !TIMED.includes(rule));
    const summary = relevant.map((violation) => `${violation.rule} ${placeOf(violation)}`);
    t.same(summary, [], name);
  });
});

t.test('what is over takes no memory', async (t) => {
  const addOn = (await buildSeeded(built, ['clean.c'])).get('clean.c')!;
  const file = path.join(root, 'memory.json');
  await run(['-e', USES_MANY, addOn, file]);
  const [before, after] = JSON.parse(readFileSync(file, 'utf8')) as [number, number];
  t.ok(after - before < 8e6, `${after - before} bytes more after 100,000 functions`);
});

t.test('what is alive does not slow down the rest', async (t) => {
  const addOn = (await buildSeeded(built, ['broken.c'])).get('broken.c')!;
  const file = path.join(root, 'times.json');
  for (const [name, calls] of [
    ['references_grow', 400],
    ['deferred_forgotten', 200_000],
  ] as const) {
    await run(['-e', CREATES_MANY, addOn, file, name, String(calls)]);
    const ms = JSON.parse(readFileSync(file, 'utf8')) as number[];
    const [first, last] = [median(ms.slice(0, 10)), median(ms.slice(-10))] as const;
    t.ok(last < 4 * first, `${name}: ${first} ms at first, ${last} ms at the end`);
  }
});

/** A comment `// scenario: rule` marks the line; one line may belong to several scenarios. */
function scenariosIn(source: string): Scenario[] {
  const lines = readFileSync(path.join(SEEDED, source), 'utf8').split('\n');
  return lines.flatMap((text, index) => {
    const [, names = '', rule = ''] = /\/\/ ([\w ]+): ([\w-]+)$/.exec(text) ?? [];
    return names
      .split(' ')
      .filter(Boolean)
      .map((name): Scenario => ({ source, name, rule, line: index + 1 }));
  });
}

function exportsOf(source: string): string[] {
  const text = readFileSync(path.join(SEEDED, source), 'utf8');
  const pattern = source.endsWith('.c') ? /EXPORTS\((\w+)\)/g : /exports\["(\w+)"\]/g;
  return [...text.matchAll(pattern)].map(([, name]) => name!);
}

function placeOf({ stack: [place] }: RuleViolation): string {
  return place?.file === undefined ? '?' : `${path.basename(place.file)}:${place.line}`;
}

async function violationsOf(
  addOn: string,
  name: string,
  { heldMs = 100 } = {},
): Promise<readonly RuleViolation[]> {
  return (await run([path.join(SEEDED, 'run.cjs'), addOn, name], heldMs)).violations;
}

async function run(args: readonly string[], heldMs = 100): Promise<ProgramReport> {
  const ended = await runProgram({
    command: process.execPath,
    args,
    probe: (await attachedProbe())!,
    heldMs,
    aborts: false,
    stopAfterMs: undefined,
    outputToStderr: true,
  });
  return programReport([process.execPath, ...args], ended, () => false);
}
