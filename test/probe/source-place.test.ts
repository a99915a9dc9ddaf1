/** From addresses to lines, with what the toolchain makes of a real library. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { displayName, sampledPlace, sourcePlace } from '../../src/probe/source-place.js';
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
const placeIn = (file: string | undefined, frames: readonly number[], packageFolder = folder) =>
  sourcePlace({ file, frames }, packageFolder);

t.test('the first place that is the learner’s own', async (t) => {
  const [own, foreign] = [within(withDebug, 'innermost'), within(withDebug, 'not_inlined')];
  t.match(placeIn(withDebug, [own]), { function: 'innermost', where: /^src\/my addon\.cc:[34]$/ });
  t.match(placeIn(withDebug, [foreign, own]), { function: 'innermost' }, 'not one of node_modules');
  t.equal(placeIn(withDebug, [foreign]), undefined);
  t.equal(placeIn(withDebug, [own], inFolder('elsewhere')), undefined);
});

t.test('a call that was inlined is looked through', async (t) => {
  const start = within(withDebug, 'outermost');
  const places = Array.from({ length: 24 }, (_, offset) => placeIn(withDebug, [start + offset])?.where);
  t.ok(places.includes('src/my addon.cc:8'), places.join());
});

t.test('without debug information: the function alone', async (t) => {
  const plain = library('plain', '-g0');
  t.same(placeIn(plain, [within(plain, 'innermost')]), { function: 'innermost', where: undefined });
  const stripped = library('stripped', '-g0', '-s', '-fvisibility=hidden');
  t.equal(placeIn(stripped, [0x1100]), undefined);
});

t.test('nothing to look up, or nothing to look it up with', async (t) => {
  const own = within(withDebug, 'innermost');
  t.equal(placeIn(undefined, [own]), undefined);
  t.equal(placeIn(withDebug, []), undefined);
  t.equal(placeIn(inFolder('missing.node'), [own]), undefined);
  const { PATH } = process.env;
  t.teardown(() => {
    process.env.PATH = PATH;
  });
  process.env.PATH = inFolder('nowhere');
  t.equal(placeIn(withDebug, [own]), undefined);
  mkdirSync(inFolder('bin'));
  writeFileSync(inFolder('bin/addr2line'), '#!/bin/sh\necho nonsense; echo; echo more\n');
  chmodSync(inFolder('bin/addr2line'), 0o755);
  process.env.PATH = `${inFolder('bin')}:/bin`;
  t.match(placeIn(withDebug, [own])?.where, undefined);
});

t.test('samples: where the thread was most often', async (t) => {
  const own = within(withDebug, 'innermost');
  const foreign = within(withDebug, 'not_inlined');
  const sample = (...frames: number[]) => ['sample', 1, { stack: { file: withDebug, frames } }] as const;
  t.match(
    sampledPlace(traceOf([sample(foreign), sample(own), sample(own)]), folder),
    /^src\/my addon\.cc:\d$/,
  );
  t.equal(sampledPlace(traceOf([sample(foreign)]), folder), undefined);
  t.equal(sampledPlace(traceOf([sample()]), folder), undefined, 'not in the add-on');
});

t.test('a function by the name that its author gave it', async (t) => {
  t.equal(displayName('DelayWorker::Execute()'), 'DelayWorker::Execute');
  t.equal(displayName('Execute(napi_env__*, void*)'), 'Execute');
  t.equal(displayName('Delay(Napi::CallbackInfo const&)'), 'Delay');
  t.equal(displayName('(anonymous namespace)::Sleep(void*)'), 'Sleep');
  t.equal(displayName('sleep_then_call'), 'sleep_then_call', 'in C');
});

t.test('one without a name', async (t) => {
  for (const name of [
    'operator()',
    'Delay(Napi::CallbackInfo const&)::{lambda()#1}::operator()() const',
    'Delay(Napi::CallbackInfo const&)::$_0::operator()() const',
    "Delay(Napi::CallbackInfo const&)::'lambda'()::operator()() const",
  ])
    t.same(displayName(name), { text: 'check.no-v8-off-thread.lambda' }, name);
});

t.test('what says nothing to the author', async (t) => {
  for (const name of [
    '??',
    'std::thread::_State_impl<std::thread::_Invoker<std::tuple<void (*)()> > >::_M_run()',
    'void std::__invoke_impl<void, void (*)()>(std::__invoke_other, void (*&&)())',
    `${'Long'.repeat(20)}()`,
  ])
    t.equal(displayName(name), undefined, name);
});
