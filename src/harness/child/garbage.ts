/** Makes the garbage collector run while the learner's code works. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Runs a full garbage collection. */
export const collectGarbage: () => void = runInNewContext('gc');

/** Allocates short-lived objects, so that the garbage collector has something to move and to free. */
export function makeGarbage(): void {
  const objects: unknown[] = [];
  for (let i = 0; i < 2_000; i++) objects.push({ i, text: `garbage ${i}`, make: () => i });
}
