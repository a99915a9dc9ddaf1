import { type AddOnOptions, buildAddOn } from './build-add-on.js';
import { findProbe } from './find-probe.js';
import type { ToolFinding } from './tool-finding.js';
import { findTools, missingTools } from './toolchain.js';

export interface Diagnosis {
  /** Whether add-ons can be built on this machine. */
  readonly ready: boolean;
  /**
   * Each after those that it depends on. The build of a tiny add-on is included only if everything it needs was found;
   * the probe, which is optional, comes last.
   */
  readonly findings: readonly ToolFinding[];
}

/**
 * Looks for everything that is needed to build add-ons, then builds and loads a tiny one. Writes only to the cache
 * folder and the folder for temporary files.
 * @throws the reason of `options.signal` when it is aborted
 */
export async function diagnose(options: AddOnOptions = {}): Promise<Diagnosis> {
  const tools = await findTools(options.signal);
  const missing = missingTools(tools).length > 0;
  const addOn = missing ? [] : [await buildAddOn(options)];
  const probe = missing ? [] : [await findProbe(options.signal)];
  const needed = [...Object.values(tools), ...addOn];
  return { ready: needed.every(({ found }) => found), findings: [...needed, ...probe] };
}
