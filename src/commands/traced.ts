import type { Terminal } from '../environment/terminal.js';
import { endingOf, eventsOf, type RunRecord } from '../harness/parent/run-record.js';
import { doneWorks, type LedgerLine, leaksIn, ledgerOf } from '../probe/ledger.js';
import type { Trace } from '../probe/trace-file.js';
import { placeOf, violationIn } from '../probe/violation.js';
import { workSpans } from '../probe/work-spans.js';
import { paragraph } from '../report/verify-lines.js';
import type { CommandContext } from '../shell/command.js';
import { t } from '../texts/translate.js';
import { drawTimeline } from '../timeline/picture.js';
import { type Timeline, timelineOf, windowOf } from '../timeline/timeline.js';

/**
 * Prints what the threads of a traced program did, and what was wrong with it. Tells whether all was clean; `undefined`
 * where there was no probe, and nothing is known.
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
  const problems = [...violationLines(trace, packageFolder), ...leakLines(run, trace, packageFolder)];
  context.print(
    [
      ...heading(t('timeline.heading')),
      ...drawTimeline(busyPart(timelineOf(run)), terminal),
      ...heading(t('trace.ledger')),
      ...ledgerLines(ledgerOf(trace)),
      '',
      ...(isSilent ? paragraph(t('trace.nothing-seen'), terminal) : []),
      ...(trace.lost > 0 ? paragraph(t('trace.lost', { count: trace.lost }), terminal) : []),
      ...problems.flatMap((text) => paragraph(text, terminal, cross)),
      ...(problems.length > 0 ? paragraph(t('trace.not-clean'), terminal) : []),
      ...(problems.length === 0 && !isSilent ? endingLines(run, trace, terminal) : []),
      // That it ended at a violation is said already.
      ...(trace.counts.violation > 0 ? [] : failureLines(run, trace, packageFolder, terminal)),
      '',
    ].join('\n'),
  );
  return problems.length === 0;
}

/** How a program ended that did not end well, and in the midst of what. */
function failureLines(run: RunRecord, trace: Trace, packageFolder: string, terminal: Terminal): string[] {
  const how = run.signal ?? (run.code ? t('trace.exit-code', { code: run.code }) : undefined);
  if (how === undefined) return [];
  const open = workSpans(trace).find(({ kind, endMs }) => kind === 'execute' && endMs === undefined);
  const made = trace.records.find(
    ({ kind, module, a }) => kind === 'work-created' && open?.id === `${module}:${a}`,
  );
  const where = made && placeOf(trace, made, packageFolder);
  return paragraph(
    [
      t('trace.program-failed', { how }),
      ...(run.signal && open ? [t('trace.in-execute', { thread: open.thread })] : []),
      ...(run.signal && open && where !== undefined ? [t('trace.in-execute-made', { where })] : []),
    ].join(' '),
    terminal,
  );
}

/** Only of a program that came to its end can it be said that it gave everything back. */
function endingLines(run: RunRecord, trace: Trace, terminal: Terminal): string[] {
  const ending = endingOf(run).kind;
  const tick = `${terminal.paint.green(terminal.symbols.tick)} `;
  if (ending === 'drained') {
    const held = ledgerOf(trace).flatMap(({ asset, open, openUnrecorded }) => {
      const count = open.length + openUnrecorded;
      return count === 0 ? [] : [`${count} ${t(`asset.${asset}`, { count })}`];
    });
    const text = held.length === 0 ? t('trace.clean') : t('trace.clean-held', { held: held.join(', ') });
    return paragraph(text, terminal, tick);
  }
  return ending === 'exited' ? paragraph(t('trace.ended-early'), terminal) : [];
}

/** From the first to the last thing that took time: not how long the program took to load. */
function busyPart(timeline: Timeline): Timeline {
  const spans = timeline.lanes.flatMap(({ spans }) => spans);
  const marks = timeline.lanes.flatMap(({ marks }) => marks.map(({ atMs }) => atMs));
  if (spans.length + marks.length === 0) return timeline;
  const from = Math.min(...spans.map(({ startMs }) => startMs), ...marks);
  return windowOf(timeline, from, Math.max(...spans.map(({ endMs }) => endMs), ...marks));
}

/** `--` parts what is meant for the program from what comes before. */
export function afterSeparator(words: readonly string[]): readonly string[] {
  return words[0] === '--' ? words.slice(1) : words;
}

/** Of a function in a sentence, characters. */
const LONGEST_NAME = 60;

function violationLines(trace: Trace, packageFolder: string): string[] {
  const violation = violationIn(trace, packageFolder);
  if (!violation) return [];
  const { functionName, thread, ownerThread, where, within } = violation;
  // Names of templates and lambdas can be longer than the whole sentence.
  const name = within !== undefined && within.length <= LONGEST_NAME ? within : undefined;
  const place = [
    where === undefined ? '' : t('trace.violation-where', { where }),
    name === undefined ? '' : t('check.no-v8-off-thread.within', { within: name }),
  ].join('');
  return [t('trace.violation', { functionName, thread, ownerThread, place })];
}

function leakLines(run: RunRecord, trace: Trace, packageFolder: string): string[] {
  return leaksIn(judgedLedger(run, trace), loadingTimes(run)).map(({ asset, count, first }) => {
    const where = first && placeOf(trace, first, packageFolder);
    return t('trace.leak', {
      count,
      what: t(`asset.${asset}`, { count }),
      where: where === undefined ? '' : t('trace.leak-at', { where }),
    });
  });
}

/** A process that was ended in the midst of things could not give back what it still used. */
function judgedLedger(run: RunRecord, trace: Trace): LedgerLine[] {
  const ending = endingOf(run).kind;
  if (ending === 'drained') return ledgerOf(trace);
  if (ending !== 'exited') return [];
  // By `process.exit()`, which runs no finalizers: even so, work that is done should have been deleted.
  const done = doneWorks(trace);
  return ledgerOf(trace)
    .filter(({ asset }) => asset === 'async-work')
    .map((line) => ({ ...line, open: line.open.filter(({ id }) => done.has(id)), openUnrecorded: 0 }));
}

function loadingTimes(run: RunRecord): { fromMs: number; toMs: number }[] {
  const ends = eventsOf(run, 'load-end');
  return eventsOf(run, 'load-begin').map(({ t: fromMs }) => ({
    fromMs,
    toMs: ends.find(({ t: toMs }) => toMs >= fromMs)?.t ?? fromMs,
  }));
}

function ledgerLines(ledger: readonly LedgerLine[]): string[] {
  const rows = ledger.map(({ asset, taken, givenBack }) => {
    return [t(`asset.${asset}`, { count: 2 }), String(taken), String(givenBack)] as const;
  });
  const all = [['', t('trace.ledger-taken'), t('trace.ledger-returned')] as const, ...rows];
  const width = (column: 0 | 1 | 2) => Math.max(...all.map((row) => row[column].length));
  return all.map(
    (row) => `  ${row[0].padEnd(width(0))}  ${row[1].padStart(width(1))}  ${row[2].padStart(width(2))}`,
  );
}
