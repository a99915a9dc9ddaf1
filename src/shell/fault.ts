import { packageJson } from '../environment/package-root.js';
import { EXIT } from '../report/stop.js';
import { t } from '../texts/translate.js';

/** Names a fault of ours in one line, with where to report it, and sets the exit code. */
export function reportFault(error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const [firstLine] = message.split('\n');
  process.stderr.write(`${t('fault.line', { message: firstLine ?? '', url: packageJson.bugs.url })}\n`);
  if (process.argv.includes('--verbose')) process.stderr.write(`${stack}\n`);
  process.exitCode = EXIT.ourFault;
}
