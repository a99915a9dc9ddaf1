import { describeError } from './describe-error.js';
import type { Recorder } from './recorder.js';

const { apply } = Reflect;

/**
 * Records uncaught exceptions, `beforeExit` and `exit`. A crash or `_exit()` triggers none of them. Not by listeners:
 * `process.removeAllListeners()` would remove them, and an exit would look like `_exit()` in C++.
 */
export function recordProcessEvents(recorder: Recorder, packageFolder: string): void {
  const emit = process.emit;
  const seen = { beforeExit: false, exit: false };
  const record = (name: string, args: readonly unknown[]) => {
    if (name === 'uncaughtExceptionMonitor') {
      const [error, origin] = args;
      const isRejection = origin === 'unhandledRejection';
      recorder.record({ kind: 'thrown', ...describeError(error, packageFolder), isRejection });
    }
    if (name !== 'beforeExit' && name !== 'exit') return;
    if (seen[name]) return;
    seen[name] = true;
    recorder.record(name === 'exit' ? { kind: 'exit', code: Number(args[0]) } : { kind: 'drained' });
  };
  process.emit = ((name: string, ...args: unknown[]) => {
    record(name, args);
    return apply(emit, process, [name, ...args]);
  }) as typeof process.emit;
}
