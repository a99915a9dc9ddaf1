import checkYourTools from '../../exercises/check_your_tools/exercise.js';
import offTheJsThread from '../../exercises/off_the_js_thread/exercise.js';
import type { Exercise } from './exercise.js';

/** The exercises in the order of the course. */
export const exercises: readonly Exercise[] = [checkYourTools, offTheJsThread];
