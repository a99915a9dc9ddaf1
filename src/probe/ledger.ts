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
  ['threadsafe-function', 'function-created', 'function-finalized'],
];

/** What was taken and given back in a run, a line each. A request of `uv_queue_work` is done when its callback ran. */
export function ledgerOf(trace: Trace): LedgerLine[] {
  return BOOKS.map(([asset, takes, gives]) => {
    const open = new Map<string, TraceRecord>();
    let taken = 0;
    let givenBack = 0;
    for (const record of trace.records) {
      const key = `${record.module}:${record.a}`;
      if (record.kind === takes) {
        taken++;
        open.set(key, record);
      } else if (record.kind === gives && open.delete(key)) givenBack++;
    }
    return {
      asset,
      taken,
      givenBack,
      open: [...open.values()].map(({ t, site, module }) => ({ t, site, module })),
    };
  });
}
