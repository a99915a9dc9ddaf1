import type { VerifyBench } from '../../course/verify-bench.js';
import type { Failure } from '../../report/check.js';
import type { Timeline } from '../../timeline/timeline.js';
import { msOf } from './picture.js';

/**
 * Has the report show a picture, and returns what settles a check: when one fails, the picture is drawn anew, of the
 * call that the failure speaks of.
 * @param draw makes the picture, of the call that was to wait so many ms where one is named
 */
export function settling(
  bench: VerifyBench,
  draw: (ms?: number) => Timeline,
): (check: string, failure: Failure | undefined) => boolean {
  bench.picture = draw();
  return (check, failure) => {
    if (failure) bench.picture = draw(msOf(failure));
    return bench.checks.judge(check, failure);
  };
}
