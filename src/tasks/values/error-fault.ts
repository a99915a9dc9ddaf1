import type { ValueReport } from '../../harness/protocol.js';

/** What an error has to be. */
export interface ExpectedError {
  readonly errorClass: string;
  readonly code: string;
}

/** What is wrong with the class or the code of an error; `undefined` if nothing is. */
export function errorFault(
  error: ValueReport,
  { errorClass, code }: ExpectedError,
): 'other-error' | 'other-code' | 'code-in-message' | 'no-code' | 'other-property' | undefined {
  if (error.errorClass !== errorClass) return 'other-error';
  if (error.code === code) return undefined;
  if (error.code !== undefined) return 'other-code';
  if (error.message?.includes(code)) return 'code-in-message';
  return error.properties === undefined ? 'no-code' : 'other-property';
}
