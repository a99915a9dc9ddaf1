/** From addresses to lines, with what the toolchain makes of a real library. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { ownPlace } from '../../src/probe/symbolize.js';
import { placeOf, sampledPlace, violationIn } from '../../src/probe/violation.js';
import { traceOf } from './traces.js';

const SOURCE = `#include "node_modules/lib/inlined.h"

extern "C" int innermost(int x) {
  return x + 1;
}

extern "C" int outermost(int x) {
  return helper(x) + 2;
}
`;
const HEADER = `__attribute__((noinline)) static int not_inlined(int x) { return x * 2; }
static inline __attribute__((always_inline)) int helper(int x) {
  return not_inlined(x) + 3;
}
`;

const folder = realpathSync(t.testdir());
const inFolder = (name: string) => path.join(folder, name);
mkdirSync(inFolder('src'));
mkdirSync(inFolder('src/node_modules/lib'), { recursive: true });
writeFileSync(inFolder('src/my addon.cc'), SOURCE);
writeFileSync(inFolder('src/node_modules/lib/inlined.h'), HEADER);

function library(name: string, ...flags: string[]): string {
  const file = inFolder(`${name}.node`);
  execFileSync('c++', ['-shared', '-fPIC', '-O1', ...flags, inFolder('src/my addon.cc'), '-o', file]);
  return file;
}

/** The address behind the first instructions of a function, as a return address would be. */
function within(file: string, name: string): number {
  const line = execFileSync('nm', [file], { encoding: 'utf8' }).match(
    new RegExp(`^(\\w+) \\w .*${name}`, 'm'),
  )!;
  return Number.parseInt(line[1]!, 16) + 1;
}

const withDebug = library('debug', '-g1', '-gdwarf-4');

t.test('the first place that is the learner’s own', async (t) => {
  const [own, foreign] = [within(withDebug, 'innermost'), within(withDebug, 'not_inlined')];
  t.match(ownPlace(withDebug, [own], folder), { function: 'innermost', where: /^src\/my addon\.cc:[34]$/ });
  t.match(ownPlace(withDebug, [foreign, own], folder), { function: 'innermost' }, 'not one of node_modules');
  t.equal(ownPlace(withDebug, [foreign], folder), undefined);
  t.equal(ownPlace(withDebug, [own], inFolder('elsewhere')), undefined);
});

t.test('a call that was inlined is looked through', async (t) => {
  const start = within(withDebug, 'outermost');
  const places = Array.from(
    { length: 24 },
    (_, offset) => ownPlace(withDebug, [start + offset], folder)?.where,
  );
  t.ok(places.includes('src/my addon.cc:8'), places.join());
});

t.test('without debug information: the function alone', async (t) => {
  const plain = library('plain', '-g0');
  t.same(ownPlace(plain, [within(plain, 'innermost')], folder), { function: 'innermost', where: undefined });
  const stripped = library('stripped', '-g0', '-s', '-fvisibility=hidden');
  t.equal(ownPlace(stripped, [0x1100], folder), undefined);
});

t.test('nothing to look up, or nothing to look it up with', async (t) => {
  const own = within(withDebug, 'innermost');
  t.equal(ownPlace(undefined, [own], folder), undefined);
  t.equal(ownPlace(withDebug, [], folder), undefined);
  t.equal(ownPlace(inFolder('missing.node'), [own], folder), undefined);
  const { PATH } = process.env;
  t.teardown(() => {
    process.env.PATH = PATH;
  });
  process.env.PATH = inFolder('nowhere');
  t.equal(ownPlace(withDebug, [own], folder), undefined);
  mkdirSync(inFolder('bin'));
  writeFileSync(inFolder('bin/addr2line'), '#!/bin/sh\necho nonsense; echo; echo more\n');
  chmodSync(inFolder('bin/addr2line'), 0o755);
  process.env.PATH = `${inFolder('bin')}:/bin`;
  t.match(ownPlace(withDebug, [own], folder)?.where, undefined);
});

const modules = ['/other.node', withDebug];
const own = () => within(withDebug, 'innermost');
const foreign = () => within(withDebug, 'not_inlined');

t.test('a violation: function, threads, place, from the frames of its own thread and module', async (t) => {
  const trace = traceOf(
    [
      ['violation', 3, { thread: 7, c: 100, module: 1, functionName: 'napi_get_global', site: foreign() }],
      ['frame', 3, { thread: 8, module: 1, site: 1 }],
      ['frame', 3, { thread: 7, module: 0, site: 2 }],
      ['frame', 3, { thread: 7, module: 1, site: own() }],
      ['violation', 4, { thread: 9, functionName: 'napi_later' }],
    ],
    { modules },
  );
  const violation = violationIn(trace, folder)!;
  t.match(violation, {
    functionName: 'napi_get_global',
    t: 3,
    thread: 7,
    ownerThread: 100,
    within: 'innermost',
  });
  t.match(violation.where, /^src\/my addon\.cc:\d$/);
  t.equal(violationIn(traceOf([]), folder), undefined);
});

t.test('a violation without debug information is told all the same', async (t) => {
  const trace = traceOf([['violation', 3, { functionName: 'napi_get_global' }]], { modules: [] });
  t.match(violationIn(trace, folder), {
    functionName: 'napi_get_global',
    where: undefined,
    within: undefined,
  });
});

t.test('the place of what was taken: its own stack, not that of another', async (t) => {
  const trace = traceOf(
    [
      ['frame', 1, { module: 1, c: 5, site: foreign() }],
      ['frame', 1, { module: 1, c: 6, site: own() }],
    ],
    { modules },
  );
  t.match(placeOf(trace, { module: 1, site: foreign(), stack: 6 }, folder), /^src\/my addon\.cc:\d$/);
  t.equal(placeOf(trace, { module: 1, site: foreign(), stack: 5 }, folder), undefined);
  t.equal(placeOf(trace, { module: 1, site: foreign(), stack: 0 }, folder), undefined);
});

t.test('samples: where the thread was most often; frames of stacks are not its', async (t) => {
  const sample = (site: number) =>
    [
      ['sample', 1, { module: 1 }],
      ['frame', 1, { module: 1, site }],
    ] as const;
  const trace = traceOf([...sample(foreign()), ...sample(own()), ...sample(own())], { modules });
  t.match(sampledPlace(trace, folder), /^src\/my addon\.cc:\d$/);
  t.equal(sampledPlace(traceOf([...sample(foreign())], { modules }), folder), undefined);
  const confused = traceOf(
    [
      ['sample', 1, { module: 1 }],
      ['frame', 1, { module: 1, site: own(), c: 3 }],
    ],
    { modules },
  );
  t.equal(sampledPlace(confused, folder), undefined);
});
