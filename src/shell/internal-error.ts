import { packageJson } from '../environment/package-root.js';
import { EXIT } from '../report/stop.js';
import { t } from '../texts/translate.js';

/**
 * Reports a bug in learnyounative: prints one line that says where to report it, with the stack after `--verbose`, and
 * sets the exit code of the process.
 */
export function reportInternalError(error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const [firstLine] = message.split('\n');
  process.stderr.write(`${t('fault.line', { message: firstLine ?? '', url: packageJson.bugs.url })}\n`);
  if (process.argv.includes('--verbose')) process.stderr.write(`${stack}\n`);
  process.exitCode = EXIT.internalError;
}
