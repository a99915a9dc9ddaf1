import { finding, type Verdict } from '../report/finding.js';
import { lineWith } from './gyp-faults.js';

/** From old to new, each with the name that it had before it was published. */
const STANDARDS = ['98', '03', '11|0x', '14|1y', '17|1z', '20|2a', '23|2b', '26|2c'];
const FIRST_ERROR = /^(?<file>.+?):\d+:(?:\d+:)? (?:fatal )?error: (?<message>.*)$/m;
const NODE_ADDON_API = /(?:^|[\\/])napi(?:-inl)?\.h$/;
/** https://github.com/nodejs/node-addon-api/blob/main/README.md */
const NEEDED_BY_NODE_ADDON_API = '17';
/** V8's headers, and those of the standard library, report it themselves. */
const REPORTED = /C\+\+(?<year>\d\d) or later required|for the ISO C\+\+ 20(?<iso>\d\d) standard/;

/**
 * A flag in binding.gyp selects a C++ standard that is older than a header needs, and the first error is in that header.
 * @param standard the one that the target was compiled with, if known: `c++14`
 */
export function oldStandard(log: string, gypText: string, standard: string | undefined): Verdict {
  const { file = '', message = '' } = FIRST_ERROR.exec(log)?.groups ?? {};
  const reported = REPORTED.exec(message)?.groups;
  const needed =
    reported?.year ?? reported?.iso ?? (NODE_ADDON_API.test(file) ? NEEDED_BY_NODE_ADDON_API : undefined);
  if (standard === undefined || needed === undefined || rank(standard) >= rank(needed)) return undefined;
  const line = lineWith(gypText, new RegExp(standard.replaceAll('+', '\\+')));
  const where = line === undefined ? undefined : `binding.gyp:${line}`;
  return finding('builds.old-standard', { standard, needed, message }, where);
}

/** Of an unknown standard, it is the highest: nothing is claimed about it. */
function rank(standard: string): number {
  const index = STANDARDS.findIndex((names) => new RegExp(`(?:${names})$`).test(standard));
  return index === -1 ? STANDARDS.length : index;
}
