import { packageJson } from '../environment/package-root.js';
import { EXIT } from '../report/stop.js';
import { t } from '../texts/translate.js';

/**
 * Reports an error that ends the program, in one line, with the stack after `--verbose`, and sets the exit code of the
 * process. A failed call of the system, such as one for a file that has vanished or on a full disk, is told as that.
 * Everything else is a bug in learnyounative: the line says where to report it.
 */
export function reportFault(error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const [firstLine = ''] = message.split('\n');
  const isOfSystem = isSystemError(error);
  const line = isOfSystem
    ? t('fault.system', { message: firstLine })
    : t('fault.line', { message: firstLine, url: packageJson.bugs.url });
  process.stderr.write(`${line}\n`);
  if (process.argv.includes('--verbose')) process.stderr.write(`${stack}\n`);
  process.exitCode = isOfSystem ? EXIT.notReady : EXIT.internalError;
}

/** Whether a call of the operating system failed. https://nodejs.org/api/errors.html#class-systemerror */
function isSystemError(error: unknown): boolean {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  return error instanceof Error && typeof code === 'string' && typeof syscall === 'string';
}
