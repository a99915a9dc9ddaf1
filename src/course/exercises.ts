import callMeBack from '../../exercises/call_me_back/exercise.js';
import offTheJsThread from '../../exercises/off_the_js_thread/exercise.js';
import sayWhat from '../../exercises/say_what/exercise.js';
import signsOfLife from '../../exercises/signs_of_life/exercise.js';
import type { Exercise } from './exercise.js';

/** The exercises in the order of the course. */
export const exercises: readonly Exercise[] = [signsOfLife, sayWhat, callMeBack, offTheJsThread];
