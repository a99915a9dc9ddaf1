import os from 'node:os';
import { packageJson } from '../environment/package-root.js';
import { interruptible } from '../process/signals.js';
import { StepSpinner } from '../report/step-spinner.js';
import { EXIT } from '../report/stop.js';
import type { CommandContext } from '../shell/command.js';
import { anonymize } from '../texts/anonymize.js';
import { t } from '../texts/translate.js';
import { diagnose } from '../toolchain/diagnosis.js';
import { diagnosisDocument } from './doctor-action.js';
import { readLastVerify } from './last-verify.js';

/** Environment variables that affect the program and its builds. */
const RELEVANT =
  /^(?:LEARNYOUNATIVE_|NO_COLOR$|FORCE_COLOR$|TERM$|LANG$|LC_|CI$|NODE_|npm_config_|CC$|CXX$|C(?:XX)?FLAGS$|LDFLAGS$|MAKE|PYTHON)/;
/** Variables that may contain a secret. */
const SECRET = /token|auth|passw|secret|key/i;

/** Implements `bug-report`; loaded on demand. @returns the exit code */
export async function runBugReport(context: CommandContext): Promise<number> {
  return await interruptible(async (signal) => {
    try {
      const spinner = await StepSpinner.start(context.terminal);
      spinner.step(t('doctor.looking'));
      const diagnosis = await diagnose({ signal }).finally(() => spinner.stop());
      context.write(anonymize(report(context, diagnosisDocument(diagnosis))));
      context.warn(t('bug-report.look', { url: packageJson.bugs.url }));
      return EXIT.ok;
    } catch (error) {
      if (!signal.aborted) throw error;
      return EXIT.interrupted;
    }
  });
}

/** The report as Markdown, to paste into an issue. */
function report({ terminal, progress, catalogue }: CommandContext, diagnosis: object): string {
  const { width, colour, unicode, interactive } = terminal;
  const facts = {
    [packageJson.name]: packageJson.version,
    'Node.js': `${process.version} (${process.platform} ${process.arch})`,
    libuv: process.versions.uv,
    'Node-API': process.versions.napi,
    system: `${os.type()} ${os.release()}`,
    processors: os.availableParallelism(),
    terminal: JSON.stringify({ width, colour, unicode, interactive }),
    exercise: progress.current ?? '-',
    completed: `${catalogue.exercises.filter(({ id }) => progress.isCompleted(id)).length} / ${catalogue.exercises.length}`,
  };
  const environment = Object.entries(process.env)
    .filter(([name]) => RELEVANT.test(name) && !SECRET.test(name))
    .map(([name, value]) => `${name}=${value}`);
  return [
    ...Object.entries(facts).map(([name, value]) => `- ${name}: ${value}`),
    block(t('bug-report.environment'), environment.sort().join('\n')),
    block('doctor', JSON.stringify(diagnosis, null, 2)),
    block(t('bug-report.last-verify'), readLastVerify() ?? t('bug-report.none')),
    '',
  ].join('\n');
}

function block(title: string, content: string): string {
  return `\n## ${title}\n\n\`\`\`\`\n${content}\n\`\`\`\``;
}
