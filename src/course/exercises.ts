import downToC from '../../exercises/down_to_c/exercise.js';
import offTheJsThread from '../../exercises/off_the_js_thread/exercise.js';
import type { Exercise } from './exercise.js';

/** The exercises in the order of the course. */
export const exercises: readonly Exercise[] = [offTheJsThread, downToC];
