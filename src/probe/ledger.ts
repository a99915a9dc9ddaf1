import type { Trace, TraceKind, TraceRecord } from './trace-file.js';

/** What an add-on takes from Node-API and has to give back. */
export type Asset = 'async-work' | 'reference' | 'handle-scope' | 'threadsafe-function';

export interface LedgerLine {
  readonly asset: Asset;
  readonly taken: number;
  readonly givenBack: number;
  /** Those that were not given back, as far as the records reach: when, and the place in the module. */
  readonly open: readonly { readonly t: number; readonly site: number; readonly module: number }[];
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
  for (const record of trace.records) {
    const key = `${record.module}:${record.a}`;
    if (record.kind === takes) open.set(key, record);
    else if (record.kind === gives) open.delete(key);
  }
  // Counted in the file's header, and so also what no longer fitted.
  return {
    asset,
    taken: trace.counts[takes],
    givenBack: trace.counts[gives],
    open: [...open.values()].map(entry),
  };
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
  const open = [...uses.values()].filter(({ threads }) => threads > 0).map(({ record }) => entry(record));
  return { asset: 'threadsafe-function', taken, givenBack, open };
}

/** `napi_tsfn_abort`: nobody else may use the function any more. */
const ABORT = 1;

function entry({ t, site, module }: TraceRecord): LedgerLine['open'][number] {
  return { t, site, module };
}

/** What is missing in the end: not what was kept since its add-on was loaded, nor a single reference of its kind. */
export function leaksIn(
  ledger: readonly LedgerLine[],
  loading: readonly { readonly fromMs: number; readonly toMs: number }[],
): LedgerLine[] {
  const whileLoading = (t: number) => loading.some(({ fromMs, toMs }) => t >= fromMs && t <= toMs);
  return ledger.flatMap((line) => {
    const later = line.open.filter(({ t }) => !whileLoading(t));
    // A reference that is made at first use and then kept, to a constructor say, is made in its place only once.
    const again = (site: number) => later.filter((other) => other.site === site).length > 1;
    const open = line.asset === 'reference' ? later.filter(({ site }) => again(site)) : later;
    return open.length > 0 ? [{ ...line, open }] : [];
  });
}
