import { runInThisContext } from 'node:vm';
import { reportValue } from '../../harness/child/report-value.js';
import { collectGarbage, type Stage } from '../../harness/child/stage.js';
import { callText, type PlannedCall } from './planned-call.js';

// Taken before the learner's code is loaded, which could put others in their place.
const { is } = Object;

/**
 * The values of a planned call, made by evaluating its expressions.
 * @param addon what they see under that name: the exports whose function is called
 */
export function makeValues(
  { setup = '', args, expected }: PlannedCall,
  addon?: Record<string, unknown>,
): { args: unknown[]; expected: unknown } {
  const make = runInThisContext(`((addon) => { ${setup}
return { args: [${args.join(', ')}], expected: ${expected ?? 'undefined'} }; })`);
  return make(addon);
}

/**
 * Makes one call after the other, and records what came of each: what was returned or thrown, whether it is the value
 * that was expected, and what was written to standard output, in a run that watches it. What has come there before the
 * first of them is a fact of its own: it was written while the learner's code was loaded.
 */
export function makeCalls(stage: Stage, owner: Record<string, unknown>, calls: readonly PlannedCall[]): void {
  const atLoad = stage.written();
  if (atLoad) {
    stage.recorder.record({ kind: 'fact', name: 'wrote-at-load', value: atLoad.text });
    stage.recorder.record({ kind: 'fact', name: 'bytes-at-load', value: atLoad.bytes });
  }
  for (const [id, call] of calls.entries()) {
    const { args, expected } = makeValues(call, owner);
    const compare = (value: unknown) =>
      call.expected === undefined ? {} : { asExpected: is(value, expected) };
    stage.recorder.record({ kind: 'invoke', id, what: callText(call) });
    stage.written();
    stage.byJavaScript();
    let came: object;
    try {
      const returned = (owner[call.fn] as (...args: unknown[]) => unknown)(...args);
      came = { returned: reportValue(returned), ...compare(returned) };
    } catch (error) {
      came = { threw: reportValue(error), ...compare(error) };
    }
    const wrote = stage.written();
    const byJavaScript = stage.byJavaScript();
    stage.recorder.record({
      kind: 'outcome',
      id,
      ...came,
      ...(wrote && { wrote }),
      ...(byJavaScript !== undefined && { byJavaScript }),
    });
    // What the add-on holds on to wrongly, or let go too early, shows when the collector has been there.
    if (id % 8 === 0) collectGarbage();
  }
}
