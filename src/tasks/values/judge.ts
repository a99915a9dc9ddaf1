/** Verdicts that are the same for all functions of values. Each returns what is wrong, or `undefined`. */
import { missingExport } from '../../course/missing-export.js';
import { crash, loads } from '../../course/process-verdicts.js';
import { describeEnding, lastDoing } from '../../harness/parent/describe-ending.js';
import { fact, type RunRecord } from '../../harness/parent/run-record.js';
import type { Failure } from '../../report/check.js';
import { failureOf } from '../../report/failure.js';
import type { CallOutcome } from './call-outcome.js';
import { callText, type PlannedCall } from './planned-call.js';

type Verdict = Failure | undefined;

/** @param check `exports` for the package, `addon-exports` for the compiled add-on */
export function exportsAll(run: RunRecord, check: 'exports' | 'addon-exports'): Verdict {
  const missing = fact(run, 'missing');
  if (missing === undefined) return loads(run, 'missing');
  if (missing === '') return undefined;
  return missingExport(run, check, String(missing), String(fact(run, 'type') ?? '?'));
}

/** What becomes of the calls, and of the add-on's answers, in the package's JavaScript. */
export function passesOn(run: RunRecord, calls: readonly PlannedCall[]): Verdict {
  for (const [id, call] of calls.entries()) {
    const how = fact(run, `passed-on-${id}`);
    if (how === undefined) return crash(run) ?? { observed: describeEnding(run) ?? lastDoing(run) };
    if (how !== 'unchanged') return failureOf(`native-work.${how}`, { call: callText(call), name: call.fn });
  }
  return undefined;
}

/** It is C++ that does the work: no call makes a watched function of JavaScript do it. */
export function doneByJavaScript(outcomes: readonly CallOutcome[], what: 'output' | 'answer'): Verdict {
  for (const { text: call, byJavaScript: way } of outcomes)
    if (way !== undefined) return failureOf(`native-work.javascript-${what}`, { call, way });
  return undefined;
}
