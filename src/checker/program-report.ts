import type { RunRecord } from '../harness/parent/run-record.js';
import type { AttachedTrace } from '../probe/attached-trace.js';
import { busyPart, type Timeline, timelineOf } from '../timeline/timeline.js';
import { findViolations } from './find-violations.js';
import type { ProgramReport, RuleViolation, TracedProcess, WatchedModule } from './report.js';
import { RULES } from './rules.js';
import type { ProgramRun } from './run-program.js';

/**
 * The report of a program that ran with the probe attached.
 * @param command the program and its arguments
 * @param isSuppressed whether a violation is not to be reported
 */
export function programReport(
  command: readonly string[],
  run: ProgramRun,
  isSuppressed: (violation: RuleViolation) => boolean,
): ProgramReport {
  const processes = run.traces.map(tracedProcess);
  const found = merged(
    run.traces.flatMap((trace, index) => findViolations(trace, processes[index]!.timeline.lanes)),
  );
  const violations = found.filter((violation) => !isSuppressed(violation));
  const rank = ({ rule }: RuleViolation) => RULES.findIndex(({ id }) => id === rule);
  return {
    command,
    exitCode: run.code,
    signal: run.signal,
    durationMs: run.durationMs,
    processes,
    violations: violations.sort((a, b) => rank(a) - rank(b)),
    suppressed: found.length - violations.length,
  };
}

function tracedProcess(attached: AttachedTrace): TracedProcess {
  const { pid, command, trace, modules } = attached;
  return {
    pid,
    command,
    modules: unique(modules),
    timeline: timelineOfTrace(attached),
    lost: trace.lost,
  };
}

/** The timeline of a process that the harness knows nothing about. */
function timelineOfTrace({ trace }: AttachedTrace): Timeline {
  const run: RunRecord = {
    scenario: 'program',
    events: [],
    code: null,
    signal: null,
    cutOffAt: undefined,
    trace,
    stdout: '',
    stderr: '',
  };
  return busyPart(timelineOf(run));
}

/** Each module once: workers load theirs again. */
function unique(modules: readonly WatchedModule[]): WatchedModule[] {
  return [...new Map(modules.map((module) => [module.file, module])).values()];
}

/** Each place once, however many processes and threads were there: of the first, with the number of all. */
function merged(violations: readonly RuleViolation[]): RuleViolation[] {
  const places = new Map<string, RuleViolation>();
  for (const violation of violations) {
    const { rule, functionName, stack } = violation;
    const where = stack.map(({ module, offset }) => `${module}+${offset}`).join();
    const key = `${rule} ${functionName} ${where}`;
    const known = places.get(key);
    places.set(key, known ? together(known, violation) : violation);
  }
  return [...places.values()];
}

function together(first: RuleViolation, other: RuleViolation): RuleViolation {
  return {
    ...first,
    hasSeveralCallers: first.hasSeveralCallers || other.hasSeveralCallers,
    count: first.count + other.count,
    firstMs: Math.min(first.firstMs, other.firstMs),
    lastMs: Math.max(first.lastMs, other.lastMs),
  };
}
