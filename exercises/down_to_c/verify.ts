import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSubmission } from '../../src/course/build-step.js';
import type { VerifyBench } from '../../src/course/verify-bench.js';
import { demangle } from '../../src/harness/parent/demangle.js';
import { describeEnding, lastDoing } from '../../src/harness/parent/describe-ending.js';
import { endingOf, eventsOf, isDone, type RunRecord } from '../../src/harness/parent/run-record.js';
import { leaksIn, ledgerOf } from '../../src/probe/ledger.js';
import { placeOf } from '../../src/probe/violation.js';
import type { Failure } from '../../src/report/check.js';
import { failureOf } from '../../src/report/failure.js';
import { verifyDelay } from '../../src/tasks/delay/verify.js';
import { cameText, outcomesOf } from '../../src/tasks/values/call-outcome.js';
import { callText, type PlannedCall } from '../../src/tasks/values/planned-call.js';
import { expressionOf, NON_NUMBERS, randomText } from '../../src/tasks/values/samples.js';
import { t } from '../../src/texts/translate.js';
import { type Compiled, compiledSources, foreignNames } from './compiled.js';

type Verdict = Failure | undefined;

export async function verify(bench: VerifyBench): Promise<void> {
  const addonFile = await buildSubmission(bench);
  if (addonFile === undefined) return;
  const { checks, packageFolder } = bench;

  const compiled = await compiledSources(packageFolder);
  if (!checks.judge('plain-c', plainC(compiled, packageFolder))) return;
  if (!checks.judge('node-api-only', nodeApiOnly(compiled))) return;

  await verifyDelay(bench, addonFile);
  if (checks.failed) return;

  const calls = wrongCalls();
  const run = (scenario: string) => bench.run(scenario, { params: calls, addonFile });
  const runs = await Promise.all([run('wrongCallsOfPackage'), run('wrongCallsOfAddon')]);
  const [own, alone] = runs.map(
    (one) => badArgumentsThrow(one, calls) ?? keptOfWrongCalls(one, packageFolder),
  );
  const reason = alone?.observed ?? '';
  checks.judge(
    'bad-arguments-throw',
    own ?? (alone && failureOf('bad-arguments-throw.add-on-alone', { reason }, alone.where)),
  );
}

/** A C++ file that binding.gyp names outside of its comments. */
function cppInGyp(packageFolder: string): string | undefined {
  const text = readFileSync(path.join(packageFolder, 'binding.gyp'), 'utf8').replace(/^\s*#.*$/gm, '');
  return /["']([^"'\s]+\.(?:cc|cpp|cxx|C))["']/.exec(text)?.[1];
}

/** Every file that was compiled is C, and was compiled as C. */
function plainC(compiled: readonly Compiled[], packageFolder: string): Verdict {
  if (compiled.length === 0) return failureOf('plain-c.nothing');
  const other = compiled.find(({ source }) => !source.endsWith('.c'));
  if (other) {
    const where = placeInGyp(packageFolder, path.posix.basename(other.source));
    return failureOf('plain-c.other-language', { file: other.source }, where);
  }
  // Two sources of one name share an object file: of these, only one was compiled.
  const listed = cppInGyp(packageFolder);
  if (listed !== undefined)
    return failureOf('plain-c.other-language', { file: listed }, placeInGyp(packageFolder, listed));
  for (const { source, object } of compiled) {
    const [name] = object ? foreignNames(object).cpp.sort((a, b) => a.length - b.length) : [];
    if (name !== undefined) return failureOf('plain-c.as-cpp', { file: source, name: demangle(name) });
  }
  return undefined;
}

/** Where binding.gyp first speaks of that file; the whole of it when gyp has put the name together. */
function placeInGyp(packageFolder: string, name: string): string {
  const lines = readFileSync(path.join(packageFolder, 'binding.gyp'), 'utf8').split('\n');
  const index = lines.findIndex((line) => !line.trim().startsWith('#') && line.includes(name));
  return index === -1 ? 'binding.gyp' : `binding.gyp:${index + 1}`;
}

/** None of the objects names a function of libuv: V8 has none that C could call. */
function nodeApiOnly(compiled: readonly Compiled[]): Verdict {
  for (const { source, object } of compiled) {
    const [name] = object ? foreignNames(object).libuv : [];
    if (name === 'uv_sleep') return failureOf('node-api-only.sleep', { file: source, name }, source);
    if (name !== undefined) return failureOf('node-api-only.libuv', { file: source, name }, source);
  }
  return undefined;
}

/** Calls of `delay` without a number, or without a function, where these are asked for. */
function wrongCalls(): PlannedCall[] {
  const ms = () => String(randomInt(1, 9));
  const call = (...args: string[]): PlannedCall => ({ fn: 'delay', args });
  return [
    call(`"${ms()} ms"`, 'callback'),
    call(expressionOf(randomText(randomInt(1, 60))), ms()),
    call(),
    call(ms()),
    call(ms(), '{}'),
    ...NON_NUMBERS.map((value) => call(value, 'callback')),
    ...[
      'undefined',
      'null',
      'true',
      '"callback"',
      '7',
      '7n',
      'Symbol("callback")',
      '[callback]',
      '/callback/',
    ].map((value) => call(ms(), value)),
    call('callback', ms()),
    call('callback'),
  ];
}

/** Each of these calls throws a TypeError, and that is all that comes of it. */
function badArgumentsThrow(run: RunRecord, calls: readonly PlannedCall[]): Verdict {
  const ending = endingOf(run);
  const outcomes = outcomesOf(run, calls);
  const died = !isDone(run) || !['drained', 'cut-off'].includes(ending.kind);
  for (const outcome of outcomes) {
    const { text: call, threw } = outcome;
    const last = outcome === outcomes.at(-1);
    if (threw?.errorClass === 'TypeError') continue;
    if (threw) return failureOf('bad-arguments-throw.other-error', { call, came: cameText(outcome) });
    if (last && died) {
      const then = describeEnding(run) ?? lastDoing(run);
      return failureOf('bad-arguments-throw.no-error-and-end', {
        call,
        came: cameText(outcome),
        ending: then,
      });
    }
    return failureOf('bad-arguments-throw.no-error', { call, came: cameText(outcome) });
  }
  const calledBack = eventsOf(run, 'fact').find(({ name }) => name === 'called-back');
  if (calledBack) {
    const call = callText(calls[Number(calledBack.value)]!);
    return failureOf('bad-arguments-throw.called-back', { call });
  }
  if (died || outcomes.length < calls.length)
    return failureOf('bad-arguments-throw.crashed', { ending: describeEnding(run) ?? lastDoing(run) });
  const first = eventsOf(run, 'invoke')[0]!.t;
  const queued = run.trace?.records.some(({ kind, t }) => kind === 'work-queued' && t >= first);
  return queued || ending.kind === 'cut-off' ? failureOf('bad-arguments-throw.goes-on') : undefined;
}

/** What a call has taken before it finds its arguments wrong, it has to give back. */
function keptOfWrongCalls(run: RunRecord, packageFolder: string): Verdict {
  const first = eventsOf(run, 'invoke')[0];
  if (!run.trace || !first) return undefined;
  const leak = leaksIn(ledgerOf(run.trace), [{ fromMs: 0, toMs: first.t }])[0];
  if (!leak) return undefined;
  const where = leak.first && placeOf(run.trace, leak.first, packageFolder);
  const what = t(`asset.${leak.asset}`, { count: leak.count });
  return failureOf('bad-arguments-throw.kept', { count: leak.count, what }, where);
}
