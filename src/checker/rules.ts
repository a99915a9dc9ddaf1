/** The rules of `trace --`: what an add-on must not do, or should not. Each has a page of explanation in `rules/`. */
import type { TraceKind } from '../probe/trace-kinds.js';

/** `error`: undefined behavior, or a crash; `warning`: a leak, or JavaScript that waits. */
export type Severity = 'error' | 'warning';

export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** The kind of place in the trace that breaks it. */
  readonly kind: TraceKind;
}

/** All rules, in the order in which reports list them: the most severe first. */
export const RULES = [
  { id: 'wrong-thread', severity: 'error', kind: 'violation' },
  { id: 'other-environment', severity: 'error', kind: 'other-environment' },
  { id: 'after-environment', severity: 'error', kind: 'late-call' },
  { id: 'deferred-settled-twice', severity: 'error', kind: 'settled-twice' },
  { id: 'function-after-closing', severity: 'error', kind: 'function-after-closing' },
  { id: 'pending-exception', severity: 'warning', kind: 'went-on' },
  { id: 'callback-scope', severity: 'warning', kind: 'no-callback-scope' },
  { id: 'handle-scope', severity: 'warning', kind: 'many-handles' },
  { id: 'function-not-released', severity: 'warning', kind: 'function-created' },
  { id: 'deferred-not-settled', severity: 'warning', kind: 'deferred-created' },
  { id: 'work-not-deleted', severity: 'warning', kind: 'work-created' },
  { id: 'references-grow', severity: 'warning', kind: 'reference-created' },
  { id: 'thread-held', severity: 'warning', kind: 'held' },
  { id: 'pool-held', severity: 'warning', kind: 'pool-held' },
] as const satisfies readonly Rule[];

export type RuleId = (typeof RULES)[number]['id'];
