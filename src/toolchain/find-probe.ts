import { probeObject } from '../probe/probe-object.js';
import type { ToolFinding } from './tool-finding.js';

/**
 * Checks that the probe, which records what runs on which thread, can be compiled. It is optional.
 * @throws the reason of `signal` when it is aborted
 */
export async function findProbe(signal?: AbortSignal): Promise<ToolFinding> {
  const probe = await probeObject(signal).catch(() => undefined);
  signal?.throwIfAborted();
  if (probe) return { found: true, thing: 'probe', where: probe.file };
  return { found: false, thing: 'probe', problem: 'none', attempts: [], packages: [] };
}
