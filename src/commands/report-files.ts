import path from 'node:path';
import { htmlReport } from '../checker/html/page.js';
import { junitReport } from '../checker/junit.js';
import type { ProgramReport, RuleViolation } from '../checker/report.js';
import { parseIgnored } from '../checker/rule-names.js';
import { sarifReport } from '../checker/sarif.js';
import { isSuppressed, parseSuppressions } from '../checker/suppressions.js';
import { packageJson } from '../environment/package-root.js';
import { readText } from '../environment/read-text.js';
import { EXIT, Stop } from '../report/stop.js';
import type { CommandOptions } from '../shell/command.js';
import { t } from '../texts/translate.js';
import { chromeTraceText } from '../timeline/chrome-trace.js';
import { outputFileIn, saveOutput } from './output-file.js';

/** The formats in which a report can be saved, by the name of their option. */
const FORMATS: Readonly<Record<string, (report: ProgramReport) => string>> = {
  trace: ({ processes }) => chromeTraceText(processes),
  html: htmlReport,
  sarif: (report) => {
    const options = { version: packageJson.version, baseFolder: process.cwd() };
    return `${JSON.stringify(sarifReport(report, options), undefined, 2)}\n`;
  },
  junit: junitReport,
};

/** Saves a report in the files that the options name. @throws {Stop} when one cannot be written */
export type SaveReport = (report: ProgramReport) => Promise<void>;

/**
 * Checks the files that the options name, before a run that may take long.
 * @throws {Stop} when one can probably not be written
 */
export async function reportFilesIn(options: CommandOptions): Promise<SaveReport> {
  const files: [file: string, format: (report: ProgramReport) => string][] = [];
  for (const [name, format] of Object.entries(FORMATS)) {
    const file = await outputFileIn(options[name]);
    if (file !== undefined) files.push([file, format]);
  }
  const paths = files.map(([file]) => path.resolve(file));
  const twice = files.find((_, index) => paths.indexOf(paths[index]!) < index);
  if (twice) throw new Stop(t('output.twice', { file: twice[0] }), EXIT.usage);
  return async (report) => {
    for (const [file, format] of files) await saveOutput(file, format(report));
  };
}

/**
 * What `--ignore` and `--suppressions` leave out.
 * @throws {Stop} when a rule is unknown, or the file cannot be read or is wrong
 */
export function suppressedBy({
  ignore,
  suppressions: file,
}: CommandOptions): (violation: RuleViolation) => boolean {
  const ignored = typeof ignore === 'string' ? parseIgnored(ignore) : [];
  const suppressions = typeof file === 'string' ? parseSuppressions(readSuppressions(file), file) : [];
  return (violation) => ignored.includes(violation.rule) || isSuppressed(violation, suppressions);
}

function readSuppressions(file: string): string {
  try {
    return readText(file);
  } catch (error) {
    const reason = (error as Error).message;
    throw new Stop(t('checker.suppressions-unreadable', { file, reason }), EXIT.usage);
  }
}
