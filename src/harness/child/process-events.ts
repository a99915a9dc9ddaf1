import { describeError } from './describe-error.js';
import type { Recorder } from './recorder.js';

/** Records uncaught exceptions, `beforeExit` and `exit`. A crash or `_exit()` triggers none of them. */
export function recordProcessEvents(recorder: Recorder, packageFolder: string): void {
  process.on('uncaughtExceptionMonitor', (error, origin) => {
    const isRejection = origin === 'unhandledRejection';
    recorder.record({ kind: 'thrown', ...describeError(error, packageFolder), isRejection });
  });
  process.once('beforeExit', () => recorder.record({ kind: 'drained' }));
  process.once('exit', (code) => recorder.record({ kind: 'exit', code }));
}
