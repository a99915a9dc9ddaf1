import type { Complaint } from '../build/complaint.js';
import type { SituationOfCheck } from '../report/situation.js';
import { nearest } from '../texts/nearest.js';

/** The situation of `binding-gyp` that explains what gyp says of a file that it rejects. */
export function kindOfComplaint({ message, excerpt = '' }: Complaint): SituationOfCheck<'binding-gyp'> {
  if (/^\s*\d+ \|\s*(?:\/\/|\/\*)/.test(excerpt) || /\s\/\/ /.test(excerpt)) return 'slashes';
  if (/^NameError/.test(message)) return 'bare-word';
  if (/^Undefined variable (?:node|python)/.test(message)) return 'no-command';
  if (/^the command/.test(message)) {
    const missing = /Cannot find module '((?:@[\w.-]+\/)?[\w-]+)'/.exec(message)?.[1];
    return missing === undefined || meansAddonApi(missing) ? 'command' : 'package-not-installed';
  }
  if (/^SyntaxError/.test(message) && excerpt.includes('<!')) return 'quotes';
  if (/^there is no file/.test(message)) return 'no-file';
  if (/^SyntaxError: invalid syntax/.test(message)) return 'syntax';
  return 'complaint';
}

/** Whether the name of a package looks like a misspelled `node-addon-api`, such as `node-api-addon`. */
function meansAddonApi(name: string): boolean {
  const words = name.split('-').filter((word) => ['node', 'addon', 'api'].includes(word));
  return words.length > 1 || nearest(name, ['node-addon-api']) !== undefined;
}
