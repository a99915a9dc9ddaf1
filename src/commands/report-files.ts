import type { ProgramReport, RuleViolation } from '../checker/report.js';
import type { CommandOptions } from '../shell/command.js';
import { saveChromeTrace, traceFileIn } from './trace-file-option.js';

/** Where `trace --` writes its report, and what it leaves out. */
export interface ReportFiles {
  readonly trace: string | undefined;
  readonly isSuppressed: (violation: RuleViolation) => boolean;
}

/** @throws {Stop} when a file cannot be read or written */
export async function reportFilesIn(options: CommandOptions): Promise<ReportFiles> {
  return { trace: await traceFileIn(options), isSuppressed: () => false };
}

/** @throws {Stop} when a file cannot be written */
export async function saveReports(files: ReportFiles, report: ProgramReport): Promise<void> {
  const first = report.processes[0];
  if (files.trace !== undefined && first) await saveChromeTrace(files.trace, first.timeline);
}
