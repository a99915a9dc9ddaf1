import { pause, startBeats } from '../harness/child/beats.js';
import { Driver } from '../harness/child/driver.js';
import type { ScenarioContext } from '../harness/child/scenario-context.js';
import { heldTooLong, longestHold } from '../harness/held.js';
import { ownTime } from '../harness/protocol.js';

/** Long enough for a beat after the callback, ms, so that a hold after the callback shows. */
const SETTLE_MS = 25;

/** Detects whether the JS thread was held while a driver's calls were pending. */
export class HoldWatch {
  /** Calls the learner's functions. Each recorded event is a sign of life of the JS thread. */
  readonly driver: Driver;
  readonly #context: ScenarioContext;
  /** The signs of life in the current try, as `ownTime`, ms. */
  #marks: number[] = [];

  constructor(context: ScenarioContext) {
    this.#context = context;
    this.driver = new Driver(context.recorder, (time) => this.#marks.push(ownTime(time)));
  }

  /** Starts a try. Returns a function that ends it, and resolves to whether the JS thread was held in it. */
  startTry(): () => Promise<boolean> {
    this.#marks = [];
    const stop = startBeats(() => {
      this.#marks.push(ownTime(this.#context.recorder.record({ kind: 'beat' })));
    });
    return async () => {
      await pause(SETTLE_MS);
      stop();
      return heldTooLong(longestHold(this.#marks));
    };
  }
}
