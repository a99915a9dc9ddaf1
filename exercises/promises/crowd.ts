/** Judges of many calls at once, made on the compiled add-on while the pool's only thread was busy. */
import { crash } from '../../src/course/process-verdicts.js';
import type { RunRecord } from '../../src/harness/parent/run-record.js';
import { jsThreads, workSpans } from '../../src/probe/work-spans.js';
import { finding, findingFrom, type Verdict } from '../../src/report/finding.js';
import { callsOf, type PromiseCall } from '../../src/tasks/promises/promise-calls.js';
import type { PlannedCall } from '../../src/tasks/values/params.js';
import { isClose, numberIn, rootText } from '../../src/tasks/values/square-roots.js';

/** Judges that each of the promises is settled with the answer of its own call. */
export function ownAnswers(run: RunRecord, planned: readonly PlannedCall[]): Verdict {
  const failure = crash(run);
  if (failure) return findingFrom('own-answers.crashed', failure, { count: planned.length });
  const calls = callsOf(run, planned);
  const roots = planned.map((call) => Math.sqrt(numberIn(call)));
  const wrong = calls.filter((call, index) => call.settled && !isClose(answerOf(call), roots[index]!));
  const [first] = wrong;
  if (first) {
    const other = roots.findIndex((root) => isClose(answerOf(first), root));
    const values = {
      call: first.text,
      came: first.settled!.value.text,
      expected: rootText(numberIn(first.call)),
      count: wrong.length,
      other: other === -1 ? '' : calls[other]!.text,
    };
    return finding(`own-answers.${other === -1 ? 'wrong' : 'another-calls'}`, values);
  }
  const pending = calls.filter(({ settled }) => !settled);
  if (pending.length === 0) return undefined;
  return finding('own-answers.pending', {
    count: pending.length,
    calls: calls.length,
    call: pending[0]!.text,
  });
}

function answerOf({ settled }: PromiseCall): number {
  return settled?.value.type === 'number' ? Number(settled.value.text) : Number.NaN;
}

/**
 * Judges that the roots are computed in work of the pool.
 * @param run the pool's threads round up, so that about half of the roots differ from those of the JS thread
 */
export function computedInWork(run: RunRecord, planned: readonly PlannedCall[]): Verdict {
  const { trace } = run;
  if (!trace || trace.modules.length === 0 || trace.lost > 0) return undefined;
  const js = jsThreads(trace);
  const works = workSpans(trace).filter(({ kind, thread }) => kind === 'execute' && !js.includes(thread));
  const calls = callsOf(run, planned).filter(({ settled }) => settled && !settled.rejected);
  if (works.length === 0) return finding('work-off-js-thread.no-work', { calls: calls.length });
  const asOnJsThread = (call: PromiseCall) => answerOf(call) === Math.sqrt(numberIn(call.call));
  // With only a few answers, all of them may be the same by chance.
  if (calls.length < planned.length / 2 || !calls.every(asOnJsThread)) return undefined;
  return finding('work-off-js-thread.computed-elsewhere', { calls: calls.length });
}
