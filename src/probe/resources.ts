/** Node-API resources: an add-on has to release every resource that it acquires. */
import type { StackTrace } from './record-fields.js';
import { type RecordOf, recordsOf, type Trace } from './trace.js';

/**
 * `async-work` includes `uv_queue_work` requests, which libuv releases when their after-work callback runs; `request` is
 * the memory of such a request, which the add-on has to free.
 */
export type ResourceKind =
  | 'async-work'
  | 'request'
  | 'reference'
  | 'handle-scope'
  | 'threadsafe-function'
  | 'deferred';

/** A resource that was not released. */
export interface UnreleasedResource {
  /** Unique in the process until it is released. */
  readonly id: string;
  /** When it was acquired, ms since the run's origin. */
  readonly t: number;
  readonly thread: number;
  /** Where it was acquired. */
  readonly stack: StackTrace;
}

/** The resources of one kind that a run acquired and released. */
export interface ResourceUse {
  readonly kind: ResourceKind;
  readonly acquired: number;
  readonly released: number;
  /** The recorded resources that were not released. */
  readonly unreleased: readonly UnreleasedResource[];
  /** How many more were not released, without a record. */
  readonly unrecorded: number;
}

/** The resources that a run acquired and released, one entry per kind. */
export function resourcesIn(trace: Trace): ResourceUse[] {
  return [
    resourceUse(trace, 'async-work', 'work-created', 'work-deleted'),
    requests(trace),
    resourceUse(trace, 'reference', 'reference-created', 'reference-deleted'),
    resourceUse(trace, 'handle-scope', 'scope-opened', 'scope-closed'),
    threadsafeFunctions(trace),
    resourceUse(trace, 'deferred', 'deferred-created', 'deferred-settled'),
  ];
}

type Acquisition =
  | 'work-created'
  | 'request-finished'
  | 'reference-created'
  | 'scope-opened'
  | 'deferred-created';
type Release = 'work-deleted' | 'request-freed' | 'reference-deleted' | 'scope-closed' | 'deferred-settled';

function resourceUse(
  trace: Trace,
  kind: ResourceKind,
  acquires: Acquisition,
  releases: Release,
): ResourceUse {
  const open = new Map<string, UnreleasedResource>();
  const records = recordsOf(trace, acquires, releases);
  for (const record of records) {
    const id = resourceId(record);
    if (record.kind === acquires && 'stack' in record) open.set(id, unreleased(id, record));
    else open.delete(id);
  }
  // The counts in the file's header include records that did not fit.
  const [acquired, released] = [trace.counts[acquires], trace.counts[releases]];
  if (acquired + released <= records.length)
    return { kind, acquired, released, unreleased: [...open.values()], unrecorded: 0 };
  // A release may be among the lost records: only the number of unreleased resources is known, not which they are.
  return { kind, acquired, released, unreleased: [], unrecorded: Math.max(0, acquired - released) };
}

function resourceId(record: RecordOf<Acquisition | Release>): string {
  switch (record.kind) {
    case 'work-created':
    case 'work-deleted':
    case 'request-finished':
    case 'request-freed':
      return record.work;
    case 'reference-created':
    case 'reference-deleted':
      return record.reference;
    case 'scope-opened':
    case 'scope-closed':
      return record.scope;
    case 'deferred-created':
    case 'deferred-settled':
      return record.deferred;
  }
}

/** An add-on may keep requests to use them again: as many as were ever queued at the same time. */
function requests(trace: Trace): ResourceUse {
  const use = resourceUse(trace, 'request', 'request-finished', 'request-freed');
  let [queued, most] = [0, 0];
  for (const { kind } of recordsOf(trace, 'work-created', 'work-deleted')) {
    queued += kind === 'work-created' ? 1 : -1;
    most = Math.max(most, queued);
  }
  const keeps = use.unreleased.length + use.unrecorded <= most;
  return keeps ? { ...use, unreleased: [], unrecorded: 0 } : use;
}

/** Each thread that uses a threadsafe function acquires it, and has to release it. */
function threadsafeFunctions(trace: Trace): ResourceUse {
  const uses = new Map<string, { readonly created: RecordOf<'function-created'>; threads: number }>();
  let acquired = 0;
  let released = 0;
  for (const record of recordsOf(trace, 'function-created', 'function-acquired', 'function-released')) {
    const use = uses.get(record.threadsafeFunction);
    if (record.kind === 'function-created') {
      uses.set(record.threadsafeFunction, { created: record, threads: record.initialThreadCount });
      acquired += record.initialThreadCount;
    } else if (use && record.kind === 'function-acquired') {
      use.threads++;
      acquired++;
    } else if (use && record.kind === 'function-released') {
      use.threads = record.aborts ? 0 : use.threads - 1;
      released++;
    }
  }
  const open = [...uses].filter(([, { threads }]) => threads > 0);
  return {
    kind: 'threadsafe-function',
    acquired,
    released,
    // The releases may be among the lost records.
    unreleased: trace.lost > 0 ? [] : open.map(([id, { created }]) => unreleased(id, created)),
    unrecorded: 0,
  };
}

function unreleased(id: string, { t, thread, stack }: Omit<UnreleasedResource, 'id'>): UnreleasedResource {
  return { id, t, thread, stack };
}

/** The IDs of the work items whose complete callback has returned and that were not queued again. */
export function finishedWork(trace: Trace): Set<string> {
  const finished = new Set<string>();
  for (const { kind, work } of recordsOf(trace, 'complete-end', 'work-queued')) {
    if (kind === 'complete-end') finished.add(work);
    else finished.delete(work);
  }
  return finished;
}

/** Resources of one kind that should have been released. */
export interface Leak {
  readonly kind: ResourceKind;
  readonly count: number;
  /** The first one, if it was recorded. */
  readonly first: UnreleasedResource | undefined;
}

/**
 * Finds unreleased resources, except those that were acquired while an add-on was loading or that a thread created once
 * and kept.
 * @param loading when add-ons were loaded, ms since the run's origin
 */
export function leaksIn(
  uses: readonly ResourceUse[],
  loading: readonly { readonly fromMs: number; readonly toMs: number }[],
): Leak[] {
  const whileLoading = (t: number) => loading.some(({ fromMs, toMs }) => t >= fromMs && t <= toMs);
  return uses.flatMap(({ kind, unreleased, unrecorded }) => {
    const keptForLife = KEPT_FOR_LIFE.includes(kind);
    const later = unreleased.filter(({ t }) => !whileLoading(t));
    const leaked = keptForLife ? repeated(later) : later;
    const isFlood = unrecorded >= (keptForLife ? A_FLOOD : 1);
    const count = leaked.length + (isFlood || leaked.length > 0 ? unrecorded : 0);
    return count > 0 ? [{ kind, count, first: leaked[0] }] : [];
  });
}

/**
 * Kinds that may be created at first use and kept, like a reference to a constructor, or a threadsafe function that
 * does not keep the process alive. Each thread does so at most once with the same stack.
 */
const KEPT_FOR_LIFE: readonly ResourceKind[] = ['reference', 'threadsafe-function'];

/** Unrecorded resources from which on some must have been acquired at the same place. */
const A_FLOOD = 100;

/** The resources that the same thread acquired more than once with the same stack. */
function repeated(resources: readonly UnreleasedResource[]): UnreleasedResource[] {
  const key = ({ thread, stack }: UnreleasedResource) => `${thread} ${stack.file} ${stack.frames.join()}`;
  const counts = new Map<string, number>();
  for (const resource of resources) counts.set(key(resource), (counts.get(key(resource)) ?? 0) + 1);
  return resources.filter((resource) => counts.get(key(resource))! > 1);
}
