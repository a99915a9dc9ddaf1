import { packageJson } from '../environment/package-root.js';
import type { Terminal } from '../environment/terminal.js';
import { interruptible } from '../process/signals.js';
import { StepSpinner } from '../report/step-spinner.js';
import { EXIT } from '../report/stop.js';
import { failureLines, paragraph } from '../report/verify-lines.js';
import type { CommandContext, CommandOptions } from '../shell/command.js';
import { t } from '../texts/translate.js';
import { describeFound, describeMissing, remedyFor } from '../toolchain/describe.js';
import { type Diagnosis, diagnose } from '../toolchain/diagnosis.js';
import { installCommand } from '../toolchain/install-command.js';
import { currentSystem, type System } from '../toolchain/system.js';
import type { Missing, Prerequisite, ToolFinding } from '../toolchain/tool-finding.js';

/** Implements `doctor`; loaded on demand. @returns the exit code */
export async function runDoctor(
  context: CommandContext,
  _args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  return await interruptible(async (signal) => {
    try {
      const spinner = await StepSpinner.start(context.terminal);
      if (!options.json) spinner.step(t('doctor.looking'));
      const diagnosis = await diagnose({ signal, onStep: () => spinner.step(t('doctor.building')) }).finally(
        () => spinner.stop(),
      );
      if (options.json) context.write(`${JSON.stringify(diagnosisDocument(diagnosis), null, 2)}\n`);
      else printDiagnosis(context, diagnosis);
      return diagnosis.ready ? EXIT.ok : EXIT.notReady;
    } catch (error) {
      if (!signal.aborted) throw error;
      return EXIT.interrupted;
    }
  });
}

/** The diagnosis as data: for `doctor --json` and for bug reports. */
export function diagnosisDocument({ ready, findings }: Diagnosis): object {
  const system = currentSystem();
  return {
    ready,
    version: packageJson.version,
    system: system.name,
    things: findings.map((finding) =>
      finding.found
        ? finding
        : { ...finding, observed: describeMissing(finding), remedy: remedyFor(finding, system) },
    ),
  };
}

function printDiagnosis(context: CommandContext, { ready, findings }: Diagnosis): void {
  const { terminal } = context;
  const system = currentSystem();
  const width = Math.max(...findings.map(({ thing }) => nameOf(thing).length)) + 2;
  const lines = findings.flatMap((finding) => findingLines(finding, width, system, context));
  const wanted = findings.flatMap((finding) => (finding.found ? [] : finding.packages));
  const command = wanted.length > 1 ? installCommand(wanted, system) : undefined;
  const verdict = ready ? t('doctor.ready') : t('doctor.not-ready');
  const sign = ready
    ? terminal.paint.green(`${terminal.symbols.tick} `)
    : terminal.paint.red(`${terminal.symbols.cross} `);
  context.print(
    ['', ...lines, '', ...paragraph(verdict, terminal, sign), ...installAllLines(command, context), ''].join(
      '\n',
    ),
  );
}

/** The command that installs everything that is missing. */
function installAllLines(command: string | undefined, { terminal }: CommandContext): string[] {
  if (command === undefined) return [];
  return [...paragraph(t('doctor.in-one-go'), terminal), ...command.split('\n').map((line) => `    ${line}`)];
}

function findingLines(
  finding: ToolFinding,
  width: number,
  system: System,
  { terminal }: CommandContext,
): string[] {
  const { paint, symbols } = terminal;
  // The probe is optional.
  if (finding.found || finding.thing === 'probe') {
    const sign = finding.found ? paint.green(symbols.tick) : paint.dim(symbols.skip);
    const text = finding.found ? (describeFound(finding) ?? t('doctor.works')) : describeMissing(finding);
    return hanging(`${sign} ${nameOf(finding.thing).padEnd(width)}`, width + 2, text, terminal);
  }
  return [
    ...paragraph(paint.bold(nameOf(finding.thing)), terminal, `${paint.red(symbols.cross)} `),
    ...failureLines(asCheck(finding, system), terminal, { readAgain: false }),
    '',
  ];
}

/** A label with its text; further lines of the text are indented to the same column. */
function hanging(label: string, width: number, text: string, terminal: Terminal): string[] {
  const [first = '', ...others] = paragraph(text, { ...terminal, width: terminal.width - width });
  return [`  ${label}${first.trimStart()}`, ...others.map((line) => ' '.repeat(width) + line)];
}

function asCheck(finding: Missing, system: System): Parameters<typeof failureLines>[0] {
  const { thing } = finding;
  const hint = remedyFor(finding, system);
  return { id: thing, status: 'fail', title: nameOf(thing), observed: describeMissing(finding), hint };
}

function nameOf(thing: Prerequisite): string {
  return t(`doctor.thing.${thing}`);
}
