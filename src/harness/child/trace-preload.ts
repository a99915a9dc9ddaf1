/**
 * Loaded before any program that is traced: tells when its JS thread was free, and when add-ons were loaded. Worker
 * threads get it from their parent; it is for the main thread alone.
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
  // What the program starts with the same flags has no plan to read.
  process.execArgv.splice(process.execArgv.indexOf('--import'), 2);
}

/** What an add-on takes while it is loaded, it may keep for as long as the process lives. */
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
