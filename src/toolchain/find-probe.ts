import { probeObject } from '../probe/probe-object.js';
import type { Finding } from './finding.js';

/** The probe, which sees what runs on which thread. Nice to have: a machine without it builds add-ons all the same. */
export async function findProbe(signal?: AbortSignal): Promise<Finding> {
  const probe = await probeObject(signal).catch(() => undefined);
  signal?.throwIfAborted();
  if (probe) return { found: true, thing: 'probe', where: probe.file };
  return { found: false, thing: 'probe', problem: 'none', attempts: [], packages: [] };
}
