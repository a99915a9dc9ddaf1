import type { Recorder } from './recorder.js';
import { isSameAddon } from './same-addon.js';

const { apply } = Reflect;
const { env } = process;
/** The name that the probe reads when it is loaded: see native/trace_file.h. */
const TRACE_FILE = 'LEARNYOUNATIVE_TRACE_FILE';

/**
 * Observes, as `own-add-on`, that the compiled add-on was loaded, so that its records can be missed. Nobody can take the
 * name of the trace file away from it before.
 * @param addonFile the compiled add-on
 */
export function watchLoads(recorder: Recorder, addonFile: string): void {
  const load = process.dlopen;
  const traceFile = env[TRACE_FILE];
  process.dlopen = (...args: [module: object, filename: string, flags?: number]) => {
    if (traceFile !== undefined) env[TRACE_FILE] = traceFile;
    apply(load, process, args);
    if (isSameAddon(args[1], addonFile))
      recorder.record({ kind: 'observation', name: 'own-add-on', value: args[1] });
  };
}
