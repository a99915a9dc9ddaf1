/**
 * Preloaded with `--import` into a traced program: records when its JS thread was free and when add-ons were loaded.
 * Worker threads inherit `--import`, but only the main thread has a plan to read.
 */
import { isMainThread } from 'node:worker_threads';
import { startBeats } from './beats.js';
import { readPlan } from './plan.js';
import { recordProcessEvents } from './process-events.js';
import { Recorder } from './recorder.js';

if (isMainThread) {
  const plan = readPlan();
  const recorder = new Recorder(plan.secret, BigInt(plan.originNs));
  recordProcessEvents(recorder, plan.packageFolder);
  recordLoading(recorder);
  startBeats(() => recorder.record({ kind: 'beat' }));
  recorder.record({ kind: 'step', name: 'program' });
  recorder.record({ kind: 'beat' });
  // Child processes that the program forks inherit `execArgv`, and have no plan to read.
  process.execArgv.splice(process.execArgv.indexOf('--import'), 2);
}

/** An add-on may keep what it acquires while it is loaded for the lifetime of the process, so loading is marked. */
function recordLoading(recorder: Recorder): void {
  const load = process.dlopen;
  process.dlopen = (...args: unknown[]) => {
    recorder.record({ kind: 'load-begin' });
    try {
      Reflect.apply(load, process, args);
    } finally {
      recorder.record({ kind: 'load-end' });
    }
  };
}
