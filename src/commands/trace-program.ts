import { programReport } from '../checker/program-report.js';
import type { ProgramReport } from '../checker/report.js';
import { runProgram } from '../checker/run-program.js';
import { terminalReport } from '../checker/terminal-report.js';
import { attachedProbe, type CompiledProbe } from '../probe/probe-object.js';
import { exitCodeOf } from '../process/foreground.js';
import { interruptible } from '../process/signals.js';
import { EXIT, Stop } from '../report/stop.js';
import type { CommandContext, CommandOptions } from '../shell/command.js';
import { t } from '../texts/translate.js';
import { reportFilesIn, suppressedBy } from './report-files.js';

const DEFAULT_HELD_MS = 100;
/** Of docs/trace-report.md. */
const FORMAT_VERSION = 1;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
/** The longest timeout of Node.js, ms. https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Runs any program with the probe attached to its add-ons, and reports the rules that they broke.
 * @param command the program and its arguments
 * @returns the exit code: 1 if a rule of severity `error` was broken
 * @throws {Stop} when an option is invalid, or the probe cannot be attached here
 */
export async function traceProgram(
  context: CommandContext,
  [program, ...args]: readonly string[],
  options: CommandOptions,
): Promise<number> {
  if (program === undefined) throw new Stop(t('checker.no-command'), EXIT.usage);
  if (options.sandbox === true) throw new Stop(t('checker.no-sandbox'), EXIT.usage);
  const heldMs = heldIn(options);
  const stopAfterMs = durationIn(options);
  const aborts = abortsIn(options);
  const isSuppressed = suppressedBy(options);
  const save = await reportFilesIn(options);
  const probe = await interruptible((signal) => unlessAborted(attachable(signal), signal));
  if (!probe) return EXIT.interrupted;
  const run = await runProgram({
    command: program,
    args,
    probe,
    heldMs,
    aborts,
    stopAfterMs,
    outputToStderr: options.json === true,
  });
  const report = programReport([program, ...args], run, isSuppressed);
  if (options.json === true)
    context.write(`${JSON.stringify({ formatVersion: FORMAT_VERSION, ...report }, undefined, 2)}\n`);
  else context.print(terminalReport(report, context.terminal).join('\n'));
  await save(report);
  if (options.exitWithProgram === true) return exitCodeOf(run);
  if (hasErrors(report)) return EXIT.notPassed;
  return run.interrupted && stopAfterMs === undefined ? EXIT.interrupted : EXIT.ok;
}

function hasErrors({ violations }: ProgramReport): boolean {
  return violations.some(({ severity }) => severity === 'error');
}

/** What the promise resolves to; `undefined` if it was interrupted. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (!signal.aborted) throw error;
    return undefined;
  }
}

/** @throws {Stop} where the probe cannot be attached */
async function attachable(signal: AbortSignal): Promise<CompiledProbe> {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch))
    throw new Stop(t('checker.not-linux'), EXIT.notReady);
  const probe = await attachedProbe(signal);
  if (!probe) throw new Stop(t('checker.no-library'), EXIT.notReady);
  return probe;
}

/** @throws {Stop} */
function heldIn({ heldMs }: CommandOptions): number {
  if (heldMs === undefined) return DEFAULT_HELD_MS;
  if (!/^\d{1,9}$/.test(String(heldMs)))
    throw new Stop(t('checker.bad-number', { value: String(heldMs) }), EXIT.usage);
  return Number(heldMs);
}

/** @returns ms @throws {Stop} */
function durationIn({ for: value }: CommandOptions): number | undefined {
  if (value === undefined) return undefined;
  const [, number, unit] = /^(\d{1,6})(ms|s|m|h)$/.exec(String(value)) ?? [];
  const ms = Number(number) * (UNITS[unit ?? ''] ?? Number.NaN);
  if (!(ms <= LONGEST_MS)) throw new Stop(t('checker.bad-time', { value: String(value) }), EXIT.usage);
  return ms;
}

/** @throws {Stop} */
function abortsIn({ onViolation = 'report' }: CommandOptions): boolean {
  if (onViolation !== 'report' && onViolation !== 'abort')
    throw new Stop(t('checker.bad-mode', { value: String(onViolation) }), EXIT.usage);
  return onViolation === 'abort';
}
