/** Verdicts on the package's JavaScript on a reference add-on, shared by all exercises. */
import { observation, type RunRecord } from '../harness/parent/run-record.js';
import { finding, findingFrom, type Verdict } from '../report/finding.js';
import { loadFailure } from './process-verdicts.js';

/** Judges that the package loads with the reference add-on, too. */
export function loadsOnReference(run: RunRecord): Verdict {
  const failure = loadFailure(run);
  return failure && findingFrom('native-work.load-failed', failure);
}

/**
 * The JavaScript loaded an add-on from another file. To be asked only if it did not call the reference add-on.
 * @param call as JavaScript source
 * @param name of the function that the add-on should have been called for
 */
export function calledAnotherFile(run: RunRecord, call: string, name: string): Verdict {
  const file = observation(run, 'other-add-on');
  return file === undefined ? undefined : finding('native-work.other-file', { call, name, file });
}
