import type { Trace, TraceKind, TraceRecord } from './trace-file.js';

/** What an add-on takes from Node-API and has to give back. */
export type Asset = 'async-work' | 'reference' | 'handle-scope' | 'threadsafe-function';

/** One of them that was not given back. */
export interface OpenEntry {
  /** Unique in the process, as long as it is open. */
  readonly id: string;
  readonly t: number;
  readonly thread: number;
  readonly module: number;
  /** Where it was taken: the place in the module, and the way of calls that led there. */
  readonly site: number;
  readonly stack: number;
}

export interface LedgerLine {
  readonly asset: Asset;
  readonly taken: number;
  readonly givenBack: number;
  /** Those that were not given back, as far as the records reach. */
  readonly open: readonly OpenEntry[];
  /** Those not given back of which there is no record. */
  readonly openUnrecorded: number;
}

const BOOKS: readonly (readonly [Asset, TraceKind, TraceKind])[] = [
  ['async-work', 'work-created', 'work-deleted'],
  ['reference', 'reference-created', 'reference-deleted'],
  ['handle-scope', 'scope-opened', 'scope-closed'],
];

/** What was taken and given back in a run, a line each. A request of `uv_queue_work` is done when its callback runs. */
export function ledgerOf(trace: Trace): LedgerLine[] {
  return [...BOOKS.map(([asset, takes, gives]) => line(trace, asset, takes, gives)), functionLine(trace)];
}

function line(trace: Trace, asset: Asset, takes: TraceKind, gives: TraceKind): LedgerLine {
  const open = new Map<string, TraceRecord>();
  let recorded = 0;
  for (const record of trace.records) {
    const key = `${record.module}:${record.a}`;
    if (record.kind === takes) open.set(key, record);
    else if (record.kind === gives) open.delete(key);
    else continue;
    recorded++;
  }
  // Counted in the file's header, and so also what no longer fitted.
  const [taken, givenBack] = [trace.counts[takes], trace.counts[gives]];
  const entries = [...open.values()].map(entry);
  if (taken + givenBack <= recorded) return { asset, taken, givenBack, open: entries, openUnrecorded: 0 };
  // What is recorded as open may have been given back later: how many are open is known, and not which.
  return { asset, taken, givenBack, open: [], openUnrecorded: Math.max(0, taken - givenBack) };
}

/** A threadsafe function is taken once by each thread that uses it, and has to be released as often. */
function functionLine(trace: Trace): LedgerLine {
  const uses = new Map<string, { record: TraceRecord; threads: number }>();
  let taken = 0;
  let givenBack = 0;
  for (const record of trace.records) {
    const key = `${record.module}:${record.a}`;
    const use = uses.get(key);
    if (record.kind === 'function-created') {
      uses.set(key, { record, threads: record.c });
      taken += record.c;
    } else if (use && record.kind === 'function-acquired') {
      use.threads++;
      taken++;
    } else if (use && record.kind === 'function-released') {
      givenBack++;
      use.threads = record.site === ABORT ? 0 : use.threads - 1;
    }
  }
  const unreleased = [...uses.values()].filter(({ threads }) => threads > 0);
  // Of a record that was full, the releases may be missing.
  const open = trace.lost > 0 ? [] : unreleased.map(({ record }) => entry(record));
  return { asset: 'threadsafe-function', taken, givenBack, open, openUnrecorded: 0 };
}

/** `napi_tsfn_abort`: nobody else may use the function any more. */
const ABORT = 1;

function entry({ t, thread, module, a, site, stack }: TraceRecord): OpenEntry {
  return { id: `${module}:${a}`, t, thread, module, site, stack };
}

/** The ids of the works whose complete callback has returned and which were not queued again. */
export function doneWorks(trace: Trace): Set<string> {
  const done = new Set<string>();
  for (const { kind, module, a } of trace.records) {
    if (kind === 'complete-end') done.add(`${module}:${a}`);
    else if (kind === 'work-queued') done.delete(`${module}:${a}`);
  }
  return done;
}

/** Something that was taken again and again in one place, and not given back. */
export interface Leak {
  readonly asset: Asset;
  readonly count: number;
  /** The first of them, where there is a record of it. */
  readonly first: OpenEntry | undefined;
}

/** What is missing in the end: not what was kept since its add-on was loaded, nor what a thread made once and kept. */
export function leaksIn(
  ledger: readonly LedgerLine[],
  loading: readonly { readonly fromMs: number; readonly toMs: number }[],
): Leak[] {
  const whileLoading = (t: number) => loading.some(({ fromMs, toMs }) => t >= fromMs && t <= toMs);
  return ledger.flatMap(({ asset, open, openUnrecorded }) => {
    const later = open.filter(({ t }) => !whileLoading(t));
    const leaked = KEPT_FOR_LIFE.includes(asset) ? later.filter((one) => isRepeated(one, later)) : later;
    const isFlood = openUnrecorded >= (KEPT_FOR_LIFE.includes(asset) ? A_FLOOD : 1);
    const count = leaked.length + (isFlood || leaked.length > 0 ? openUnrecorded : 0);
    return count > 0 ? [{ asset, count, first: leaked[0] }] : [];
  });
}

/**
 * Made at first use and then kept, like a reference to a constructor, or a threadsafe function that does not keep the
 * process alive: by each thread, and on the same way through the code, only once.
 */
const KEPT_FOR_LIFE: readonly Asset[] = ['reference', 'threadsafe-function'];

/** So many without a record are not each one of its kind. */
const A_FLOOD = 100;

function isRepeated(one: OpenEntry, among: readonly OpenEntry[]): boolean {
  const key = (entry: OpenEntry) => `${entry.thread} ${entry.module} ${entry.site} ${entry.stack}`;
  return among.some((other) => other !== one && key(other) === key(one));
}
