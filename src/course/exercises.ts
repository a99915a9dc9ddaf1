import callMeBack from '../../exercises/call_me_back/exercise.js';
import offTheJsThread from '../../exercises/off_the_js_thread/exercise.js';
import type { Exercise } from './exercise.js';

/** The exercises in the order of the course. */
export const exercises: readonly Exercise[] = [callMeBack, offTheJsThread];
