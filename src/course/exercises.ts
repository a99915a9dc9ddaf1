import findTheBinary from '../../exercises/find_the_binary/exercise.js';
import offTheJsThread from '../../exercises/off_the_js_thread/exercise.js';
import thePaperwork from '../../exercises/the_paperwork/exercise.js';
import type { Exercise } from './exercise.js';

/** The exercises in the order of the course. */
export const exercises: readonly Exercise[] = [thePaperwork, findTheBinary, offTheJsThread];
