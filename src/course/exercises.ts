import backpressure from '../../exercises/backpressure/exercise.js';
import callMeBack from '../../exercises/call_me_back/exercise.js';
import cancel from '../../exercises/cancel/exercise.js';
import checkYourTools from '../../exercises/check_your_tools/exercise.js';
import countTheBytes from '../../exercises/count_the_bytes/exercise.js';
import downToC from '../../exercises/down_to_c/exercise.js';
import findTheBinary from '../../exercises/find_the_binary/exercise.js';
import manyEnvironments from '../../exercises/many_environments/exercise.js';
import offTheJsThread from '../../exercises/off_the_js_thread/exercise.js';
import ownThread from '../../exercises/own_thread/exercise.js';
import promises from '../../exercises/promises/exercise.js';
import sayWhat from '../../exercises/say_what/exercise.js';
import shareThePool from '../../exercises/share_the_pool/exercise.js';
import signsOfLife from '../../exercises/signs_of_life/exercise.js';
import thePaperwork from '../../exercises/the_paperwork/exercise.js';
import throwAndCatch from '../../exercises/throw_and_catch/exercise.js';
import type { Exercise } from './exercise.js';

/** Exercises about one subject. Its title is in `group.<id>`. */
export interface Group {
  readonly id: string;
  readonly exercises: readonly Exercise[];
}

/** The course. */
export const groups: readonly Group[] = [
  { id: 'first-steps', exercises: [checkYourTools, thePaperwork, findTheBinary, signsOfLife] },
  { id: 'values-and-errors', exercises: [sayWhat, countTheBytes, throwAndCatch] },
  { id: 'off-the-js-thread', exercises: [callMeBack, offTheJsThread, downToC, promises, shareThePool] },
  { id: 'own-threads', exercises: [ownThread, backpressure, cancel, manyEnvironments] },
];

/** The exercises in the order of the course. */
export const exercises: readonly Exercise[] = groups.flatMap((group) => group.exercises);

/** The group that the exercise belongs to. */
export function groupOf({ id }: Exercise): Group | undefined {
  return groups.find((group) => group.exercises.some((exercise) => exercise.id === id));
}
