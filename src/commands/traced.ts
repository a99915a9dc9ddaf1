import type { Terminal } from '../environment/terminal.js';
import { type CrashCause, crashCause, type OpenCallback } from '../harness/parent/crash-cause.js';
import { endingOf, eventsOf, type RunRecord } from '../harness/parent/run-record.js';
import { finishedWork, leaksIn, type ResourceUse, resourcesIn } from '../probe/resources.js';
import { type SourcePlace, sourcePlace } from '../probe/source-place.js';
import { type RecordOf, recordsOf, type Trace } from '../probe/trace.js';
import { workSpans } from '../probe/work-spans.js';
import { lateCall, overrun } from '../probe/wrong-calls.js';
import { paragraph } from '../report/verify-lines.js';
import type { CommandContext } from '../shell/command.js';
import { t } from '../texts/translate.js';
import { drawTimeline } from '../timeline/picture.js';
import { busyPart, timelineOf } from '../timeline/timeline.js';

/**
 * Prints what the threads of a traced program did, and any problems found.
 * @returns whether there were no problems; `undefined` without a probe
 */
export function reportTrace(
  context: CommandContext,
  run: RunRecord,
  packageFolder: string,
): boolean | undefined {
  const { terminal } = context;
  const { trace } = run;
  if (!trace) {
    context.warn(t(process.env.LEARNYOUNATIVE_PROBE === 'off' ? 'trace.probe-off' : 'trace.no-probe'));
    return undefined;
  }
  const heading = (text: string) => ['', terminal.paint.bold(text), ''];
  const cross = `${terminal.paint.red(terminal.symbols.cross)} `;
  const isSilent = trace.counts.environment === 0;
  const cause = crashCause(run);
  const offThread = cause?.kind === 'off-thread-call' ? [offThreadText(cause.call, packageFolder)] : [];
  const late = lateCall(trace);
  const written = overrun(trace);
  const problems = [
    ...offThread,
    ...(late ? [lateCallText(late, packageFolder)] : []),
    ...(written ? [overrunText(written, packageFolder)] : []),
    ...recordsOf(trace, 'function-after-closing')
      .slice(0, 1)
      .map((use) => afterClosingText(use, packageFolder)),
    ...leakTexts(run, trace, packageFolder),
  ];
  context.print(
    [
      ...heading(t('timeline.heading')),
      ...drawTimeline(busyPart(timelineOf(run)), terminal),
      ...resourceLines(resourcesIn(trace), heading),
      ...(isSilent ? paragraph(t('trace.nothing-seen'), terminal) : []),
      ...(trace.lost > 0 ? paragraph(t('trace.lost', { count: trace.lost }), terminal) : []),
      ...problems.flatMap((text) => paragraph(text, terminal, cross)),
      ...(problems.length > 0 ? paragraph(t('trace.not-clean'), terminal) : []),
      ...(problems.length === 0 && !isSilent ? endingLines(run, trace, terminal) : []),
      ...failureLines(run, cause, packageFolder, terminal),
      '',
    ].join('\n'),
  );
  return problems.length === 0;
}

/** For a program that failed, how it ended and what its add-on was doing. */
function failureLines(
  run: RunRecord,
  cause: CrashCause | undefined,
  packageFolder: string,
  terminal: Terminal,
): string[] {
  const how = run.signal ?? (run.code ? t('trace.exit-code', { code: run.code }) : undefined);
  if (how === undefined) return [];
  const failed = t('trace.program-failed', { how });
  switch (cause?.kind) {
    case 'off-thread-call':
    case 'late-call':
      // Already reported among the problems.
      return [];
    case 'queued-twice':
    case 'data-on-stack':
    case 'request-on-stack':
    case 'settled-twice':
    case 'deleted-while-pending':
    case 'no-handle-scope':
    case 'handle-scope-left-open':
    case 'in-callback': {
      const during = run.signal ? executeSentences(cause.during, packageFolder) : [];
      return paragraph([failed, ...during].join(' '), terminal);
    }
    case 'node-api-error':
    case 'uncaught-error':
    case 'exit-called':
    case 'threw-twice':
    case 'empty-value':
    case 'cpp-exception':
    case 'joinable-thread':
    case 'heap-check':
    case 'stack-check':
    case 'sanitizer':
    case 'unknown':
    case undefined:
      // The program's own output was passed through and has the details.
      return paragraph(failed, terminal);
  }
}

function executeSentences(during: OpenCallback | undefined, packageFolder: string): string[] {
  if (during?.callback !== 'execute') return [];
  const { thread, createdAt } = during;
  const where = createdAt && sourcePlace(createdAt, packageFolder)?.where;
  return [
    t('trace.in-execute', { thread }),
    ...(where === undefined ? [] : [t('trace.in-execute-made', { where })]),
  ];
}

/** Reports that all resources were released, which is only known if the program ended by itself. */
function endingLines(run: RunRecord, trace: Trace, terminal: Terminal): string[] {
  const ending = endingOf(run).kind;
  const tick = `${terminal.paint.green(terminal.symbols.tick)} `;
  if (!sawWork(trace)) return paragraph(t('trace.no-work'), terminal);
  if (ending === 'drained') {
    const held = resourcesIn(trace).flatMap(({ kind, unreleased, unrecorded }) => {
      const count = unreleased.length + unrecorded;
      return count === 0 ? [] : [`${count} ${t(`asset.${kind}`, { count })}`];
    });
    const text = held.length === 0 ? t('trace.clean') : t('trace.clean-held', { held: held.join(', ') });
    return paragraph(text, terminal, tick);
  }
  return ending === 'exited' ? paragraph(t('trace.ended-early'), terminal) : [];
}

/** Whether anything was seen of which it can be said that it was clean. */
function sawWork(trace: Trace): boolean {
  return workSpans(trace).length > 0 || resourcesIn(trace).some(({ acquired }) => acquired > 0);
}

/** The arguments without leading `--`, which separate the program's arguments from those before it. */
export function afterSeparator(args: readonly string[]): readonly string[] {
  const first = args.findIndex((arg) => arg !== '--');
  return first === -1 ? [] : args.slice(first);
}

/** Longer function names are left out. In characters. */
const LONGEST_NAME = 60;

function lateCallText({ functionName, stack }: RecordOf<'late-call'>, packageFolder: string): string {
  return t('trace.late-call', { functionName, place: placeText(sourcePlace(stack, packageFolder)) });
}

function overrunText({ size, bytesPast, stack }: RecordOf<'overrun'>, packageFolder: string): string {
  const bytes = (count: number) => t('written.bytes', { count });
  const place = placeText(sourcePlace(stack, packageFolder));
  return t('trace.overrun', { size: bytes(size), past: bytes(bytesPast), place });
}

function afterClosingText(
  { thread, stack }: RecordOf<'function-after-closing'>,
  packageFolder: string,
): string {
  return t('trace.after-closing', { thread, place: placeText(sourcePlace(stack, packageFolder)) });
}

function offThreadText(
  { functionName, thread, ownerThread, stack }: RecordOf<'violation'>,
  packageFolder: string,
): string {
  const place = placeText(sourcePlace(stack, packageFolder));
  return t('trace.violation', { functionName, thread, ownerThread, place });
}

function placeText(called: SourcePlace | undefined): string {
  const where = called?.where;
  // Names of templates and lambdas can be longer than the whole sentence.
  const within = called && called.function.length <= LONGEST_NAME ? called.function : undefined;
  return [
    where === undefined ? '' : t('trace.violation-where', { where }),
    within === undefined ? '' : t('check.no-v8-off-thread.within', { within }),
  ].join('');
}

function leakTexts(run: RunRecord, trace: Trace, packageFolder: string): string[] {
  return leaksIn(judgedResources(run, trace), loadingTimes(run)).map(({ kind, count, first }) => {
    const where = first && sourcePlace(first.stack, packageFolder)?.where;
    return t('trace.leak', {
      count,
      what: t(`asset.${kind}`, { count }),
      where: where === undefined ? '' : t('trace.leak-at', { where }),
    });
  });
}

/** The resources that the run should have released. An interrupted process could not release those still in use. */
function judgedResources(run: RunRecord, trace: Trace): ResourceUse[] {
  const ending = endingOf(run).kind;
  if (ending === 'drained') return resourcesIn(trace);
  if (ending !== 'exited') return [];
  // After `process.exit()`, finalizers did not run, but finished work items should still have been deleted.
  const finished = finishedWork(trace);
  return resourcesIn(trace)
    .filter(({ kind }) => kind === 'async-work')
    .map((use) => ({
      ...use,
      unreleased: use.unreleased.filter(({ id }) => finished.has(id)),
      unrecorded: 0,
    }));
}

function loadingTimes(run: RunRecord): { fromMs: number; toMs: number }[] {
  const ends = eventsOf(run, 'load-end');
  return eventsOf(run, 'load-begin').map(({ t: fromMs }) => ({
    fromMs,
    toMs: ends.find(({ t: toMs }) => toMs >= fromMs)?.t ?? fromMs,
  }));
}

/** A table of the resources that were used; nothing if none was. */
function resourceLines(
  resources: readonly ResourceUse[],
  heading: (text: string) => readonly string[],
): string[] {
  const used = resources.filter(({ acquired, released }) => acquired + released > 0);
  return used.length === 0 ? [] : [...heading(t('trace.ledger')), ...resourceTable(used), ''];
}

function resourceTable(used: readonly ResourceUse[]): string[] {
  const rows = used.map(({ kind, acquired, released }) => {
    return [t(`asset.${kind}`, { count: 2 }), String(acquired), String(released)] as const;
  });
  const all = [['', t('trace.ledger-taken'), t('trace.ledger-returned')] as const, ...rows];
  const width = (column: 0 | 1 | 2) => Math.max(...all.map((row) => row[column].length));
  return all.map(
    (row) => `  ${row[0].padEnd(width(0))}  ${row[1].padStart(width(1))}  ${row[2].padStart(width(2))}`,
  );
}
