/** What the HTML page shows, whether of a program or of a submission. */
import path from 'node:path';
import { t } from '../../texts/translate.js';
import type { Timeline } from '../../timeline/timeline.js';
import { commandLine } from '../command-line.js';
import type { CodePlace, ProgramReport, RuleViolation } from '../report.js';
import type { Severity } from '../rules.js';

/** Something that is wrong: a violation of a rule, or a check that failed. */
export interface PageFinding {
  /** The ID of the rule or check. */
  readonly id: string;
  readonly severity: Severity;
  /** A paragraph in each line. */
  readonly message: string;
  /** How often. */
  readonly count: number;
  /** The innermost place first. */
  readonly stack: readonly CodePlace[];
  /** Whether several callers led there. */
  readonly hasSeveralCallers?: boolean;
  /** The index of its process in the page; `undefined` if it belongs to none. */
  readonly process?: number | undefined;
  /** The ID of a lane of that process. */
  readonly lane?: string | undefined;
  /** When it happened first, ms since the program's start. */
  readonly atMs?: number | undefined;
}

export interface PageProcess {
  readonly name: string;
  /** Sentences about it. */
  readonly notes: readonly string[];
  readonly timeline: Timeline;
}

export interface PageData {
  readonly title: string;
  /** In a few words each, such as how the program ended. */
  readonly facts: readonly string[];
  readonly findings: readonly PageFinding[];
  /** The heading of the findings, and what their IDs are IDs of. */
  readonly findingsName: string;
  readonly idName: string;
  /** The sentence in place of the findings, if there are none. */
  readonly noFindings: string;
  /** How many others are suppressed. */
  readonly suppressed: number;
  readonly processes: readonly PageProcess[];
}

/** The page about a program. */
export function programPage(report: ProgramReport): PageData {
  const { command, exitCode, signal, durationMs, processes, violations, suppressed } = report;
  const ending =
    signal !== null
      ? [t('page.signal', { signal })]
      : exitCode !== null
        ? [t('page.exit-code', { code: exitCode })]
        : [];
  return {
    title: commandLine(command),
    facts: [...ending, t('page.duration', { seconds: (durationMs / 1000).toFixed(1) })],
    findings: violations.map((violation) => findingOf(violation, report)),
    findingsName: t('page.violations'),
    idName: t('page.rule'),
    noFindings: processes.length === 0 ? t('page.no-add-on') : t('page.no-violations'),
    suppressed,
    processes: processes.map(({ pid, command, modules, timeline, lost }) => {
      const names = [...new Set(modules.map(({ file }) => path.basename(file)))].join(', ');
      return {
        name: t('page.process', { pid, command: commandLine(command) }),
        notes: [
          ...(names === '' ? [] : [t('page.watched', { names })]),
          ...(lost > 0 ? [t('page.lost', { count: lost })] : []),
        ],
        timeline,
      };
    }),
  };
}

function findingOf(violation: RuleViolation, { processes }: ProgramReport): PageFinding {
  const { rule, severity, message, count, stack, hasSeveralCallers, lane, firstMs } = violation;
  const process = processes.findIndex(({ pid }) => pid === violation.pid);
  return {
    id: rule,
    severity,
    message,
    count,
    stack,
    hasSeveralCallers,
    process: process === -1 ? undefined : process,
    lane,
    atMs: firstMs,
  };
}

/** The index of a finding's lane among those of its process; `undefined` if it is in none. */
export function laneIndex({ process, lane }: PageFinding, { processes }: PageData): number | undefined {
  const lanes = process === undefined ? undefined : processes[process]?.timeline.lanes;
  const index = lanes?.findIndex(({ id }) => id === lane) ?? -1;
  return index === -1 ? undefined : index;
}
