/** The report of `trace --` for the terminal. */
import path from 'node:path';
import type { Terminal } from '../environment/terminal.js';
import { paragraph, wrapped } from '../report/verify-lines.js';
import { escapeControls } from '../texts/controls.js';
import { t } from '../texts/translate.js';
import type { Lane } from '../timeline/lane.js';
import { drawTimeline } from '../timeline/picture.js';
import type { CodePlace, ProgramReport, RuleViolation, TracedProcess } from './report.js';

/** Of each stack, this many places are shown. */
const MOST_PLACES = 4;
/** Of each timeline, this many threads are shown. A program may have thousands. */
const MOST_LANES = 24;
/** Longer function names, such as those of templates, are cut. In characters. */
const LONGEST_NAME = 60;

/** The lines of the report. */
export function terminalReport(report: ProgramReport, terminal: Terminal): string[] {
  return [
    '',
    ...report.processes.flatMap((process) => processLines(process, report, terminal)),
    ...report.violations.flatMap((violation) => violationLines(violation, terminal)),
    ...summaryLines(report, terminal),
    '',
  ];
}

/** A process that broke no rule is only shown if it is the only one. */
function processLines(process: TracedProcess, report: ProgramReport, terminal: Terminal): string[] {
  const isShown = report.processes.length === 1 || report.violations.some(({ pid }) => pid === process.pid);
  if (!isShown) return [];
  const namesOf = (isWatched: boolean) =>
    process.modules.filter((module) => module.isWatched === isWatched).map(({ file }) => path.basename(file));
  const [watched, others] = [namesOf(true), namesOf(false)];
  const command = process.command.join(' ');
  const { timeline } = process;
  const lanes = shownLanes(process, report.violations);
  const more = timeline.lanes.length - lanes.length;
  return [
    ...wrapped(t('checker.process', { pid: process.pid, command }), terminal.width).map((line) =>
      terminal.paint.bold(line),
    ),
    ...(watched.length > 0 ? paragraph(t('checker.modules', { names: watched.join(', ') }), terminal) : []),
    ...(others.length > 0 ? paragraph(t('checker.not-watched', { names: others.join(', ') }), terminal) : []),
    ...(lanes.some(isDrawn) ? ['', ...drawTimeline({ ...timeline, lanes }, terminal)] : []),
    ...(more > 0 ? paragraph(t('checker.more-threads', { count: more }), terminal) : []),
    ...(process.lost > 0 ? paragraph(t('checker.lost', { count: process.lost }), terminal) : []),
    '',
  ];
}

/** Whether there is anything to see in a lane. */
function isDrawn({ spans, marks }: Lane): boolean {
  return spans.length + marks.length > 0;
}

/** The lanes of the threads that broke a rule, and the first of the others, in their order. */
function shownLanes({ pid, timeline }: TracedProcess, violations: readonly RuleViolation[]): Lane[] {
  const broke = new Set(violations.filter((violation) => violation.pid === pid).map(({ thread }) => thread));
  const isNamed = ({ thread }: Lane) => thread !== undefined && broke.has(thread);
  const named = timeline.lanes.filter(isNamed).slice(0, MOST_LANES);
  const others = timeline.lanes.filter((lane) => !isNamed(lane)).slice(0, MOST_LANES - named.length);
  const shown = new Set([...named, ...others]);
  return timeline.lanes.filter((lane) => shown.has(lane));
}

function violationLines(violation: RuleViolation, terminal: Terminal): string[] {
  const { rule, severity, message, stack, hasSeveralCallers, count } = violation;
  const { paint, symbols } = terminal;
  const isError = severity === 'error';
  const mark = isError ? paint.red(`${symbols.cross} ${rule}`) : paint.yellow(`! ${rule}`);
  const places = stack.slice(0, MOST_PLACES).map((place) => `    ${paint.dim(placeText(place))}`);
  const more = stack.length - MOST_PLACES;
  const notes = [
    ...(more > 0 ? [t('checker.more-frames', { count: more })] : []),
    ...(hasSeveralCallers ? [t('checker.several-callers')] : []),
  ];
  return [
    count > 1 ? `${mark} ${paint.dim(`(${t('checker.times', { count })})`)}` : mark,
    ...paragraph(message, terminal),
    ...places,
    ...notes.map((note) => `    ${paint.dim(note)}`),
    '',
  ];
}

/** The path relative to the current folder, if the file is in it. */
function shortPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}

/** Such as `Delay (myaddon.cc:12)`, or `Delay (myaddon.node+0x12f)` without debug information. */
export function placeText({ module, function: name, file, line, offset }: CodePlace): string {
  const shown = name !== undefined && name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}...` : name;
  const where =
    file === undefined ? `${path.basename(module)}+0x${offset.toString(16)}` : `${shortPath(file)}:${line}`;
  return escapeControls(shown === undefined ? where : `${shown} (${where})`);
}

function summaryLines({ violations, suppressed, ...report }: ProgramReport, terminal: Terminal): string[] {
  const { paint, symbols } = terminal;
  const errors = violations.filter(({ severity }) => severity === 'error').length;
  const warnings = violations.length - errors;
  const how =
    report.signal ?? (report.exitCode ? t('checker.exit-code', { code: report.exitCode }) : undefined);
  const modules = report.processes.flatMap((process) => process.modules);
  const isWatched = modules.some((module) => module.isWatched);
  const clean = isWatched
    ? 'checker.summary-clean'
    : modules.length > 0
      ? 'checker.no-node-api'
      : 'checker.no-add-on';
  const nothing = suppressed > 0 ? 'checker.summary-suppressed' : clean;
  const counts = t('checker.summary', {
    errors: t('checker.errors', { count: errors }),
    warnings: t('checker.warnings', { count: warnings }),
  });
  const verdict = violations.length === 0 ? t(nothing) : counts;
  const isClean = isWatched && violations.length === 0 && report.signal === null;
  const tick = isClean ? `${paint.green(symbols.tick)} ` : '';
  const sentences = [
    verdict,
    ...(suppressed > 0 ? [t('checker.suppressed', { count: suppressed })] : []),
    ...(how === undefined ? [] : [t('checker.ended', { how })]),
    ...(violations[0] ? [t('checker.explain', { rule: violations[0].rule })] : []),
  ];
  return paragraph(sentences.join(' '), terminal, tick);
}
