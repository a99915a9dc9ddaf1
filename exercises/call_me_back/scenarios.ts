/** What is done with the learner's `delay`, each scenario in a process of its own. Judging comes later, elsewhere. */
import { pause } from '../../src/harness/child/beats.js';
import { describeValue } from '../../src/harness/child/describe-value.js';
import type { Scenario, Stage } from '../../src/harness/child/stage.js';
import type { DelayDriver } from '../../src/tasks/delay/delay-driver.js';
import { drive } from '../../src/tasks/delay/scenarios.js';

/** Durations in ms, chosen anew for each run, so that no submission knows them beforehand. */
export interface Durations {
  /** For calls one after the other. */
  readonly inARow: readonly number[];
  /** For the call whose callback throws, and the one on the reference add-on. */
  readonly throwing: number;
  readonly reference: number;
}

type Exports = Record<string, unknown> | undefined;

/** Before and after each call, so that it can be seen that the JS thread is free there, ms. */
const AROUND_MS = 80;
/** For a callback that has not come when its call has returned, beyond its time, ms. */
const PATIENCE_MS = 400;

/** The package as its users see it. */
const ownPackage: Scenario = async (stage) => callInARow(stage, await stage.loadPackage());

/** The compiled add-on, without the package's JavaScript. */
const addonAlone: Scenario = async (stage) => callInARow(stage, await stage.loadAddon());

/** What becomes of an error that the callback throws, through the package and on the add-on alone. */
const packageThrows: Scenario = async (stage) => callThatThrows(stage, await stage.loadPackage());
const addonThrows: Scenario = async (stage) => callThatThrows(stage, await stage.loadAddon());

/** The package's JavaScript on a reference add-on, which records its calls and calls back at once. */
const referenceAddon: Scenario = async (stage) => {
  const ignore = () => undefined;
  stage.substituteAddon({
    // JavaScript that wraps the functions of the exercises before this finds them, too.
    print: ignore,
    byteLength: ignore,
    squareRoot: ignore,
    attempt: ignore,
    delay: function delay(asked: unknown, callback: unknown) {
      stage.recorder.record({ kind: 'fact', name: 'native-call', value: String(asked) });
      if (typeof callback === 'function') callback();
      stage.recorder.record({ kind: 'fact', name: 'native-end', value: typeof callback });
    }.bind(undefined),
  });
  const driver = await drive(stage, await stage.loadPackage());
  stage.step('reference-add-on');
  await driver?.call((stage.params as Durations).reference);
};

export const scenarios = { ownPackage, addonAlone, packageThrows, addonThrows, referenceAddon };

async function callInARow(stage: Stage, exports: Exports): Promise<void> {
  const driver = await drive(stage, exports);
  if (!driver) return;
  for (const ms of (stage.params as Durations).inARow) await callAmongBeats(stage, driver, ms);
  stage.expect(0);
  stage.step('ending');
}

async function callAmongBeats(stage: Stage, driver: DelayDriver, ms: number): Promise<void> {
  stage.step('single-call');
  const endTry = driver.startTry();
  await pause(AROUND_MS);
  const called = driver.call(ms);
  await pause(AROUND_MS);
  // Were the process to end, a thread that wants to call back later would not get so far as to show it.
  await Promise.race([called, pause(ms + PATIENCE_MS)]);
  await called;
  await endTry();
}

async function callThatThrows(stage: Stage, exports: Exports): Promise<void> {
  if (!exports || !(await drive(stage, exports))) return;
  const { recorder } = stage;
  const ms = (stage.params as Durations).throwing;
  const error = new Error('thrown by the callback');
  const callback = () => {
    recorder.record({ kind: 'callback', id: 1, args: 0 });
    throw error;
  };
  stage.step('throwing-callback');
  stage.expect(ms);
  recorder.record({ kind: 'call', id: 1, ms });
  let came = { out: 'nothing', as: '' };
  try {
    (exports.delay as (ms: number, callback: () => void) => void)(ms, callback);
  } catch (caught) {
    came = { out: caught === error ? 'the-error' : 'another', as: describeValue(caught) };
  }
  recorder.record({ kind: 'fact', name: 'came-out-as', value: came.as });
  recorder.record({ kind: 'fact', name: 'came-out', value: came.out });
}
