import { type AddOnOptions, buildAddOn } from './build-add-on.js';
import { findProbe } from './find-probe.js';
import type { Finding } from './finding.js';
import { findTools, missingOf } from './toolchain.js';

export interface Diagnosis {
  /** Whether add-ons can be built here. */
  readonly ready: boolean;
  /**
   * In the order in which one stands on the other. The build of a tiny add-on is only among them when all that it
   * needs is there; the probe, which is nice to have, is the last.
   */
  readonly findings: readonly Finding[];
}

/** Looks for everything that building add-ons takes, then builds and loads a tiny one. Changes nothing on the machine. */
export async function diagnose(options: AddOnOptions = {}): Promise<Diagnosis> {
  const tools = await findTools(options.signal);
  const missing = missingOf(tools).length > 0;
  const addOn = missing ? [] : [await buildAddOn(options)];
  const probe = missing ? [] : [await findProbe(options.signal)];
  const needed = [...Object.values(tools), ...addOn];
  return { ready: needed.every(({ found }) => found), findings: [...needed, ...probe] };
}
