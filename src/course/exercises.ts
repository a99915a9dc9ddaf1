import countTheBytes from '../../exercises/count_the_bytes/exercise.js';
import offTheJsThread from '../../exercises/off_the_js_thread/exercise.js';
import throwAndCatch from '../../exercises/throw_and_catch/exercise.js';
import type { Exercise } from './exercise.js';

/** The exercises in the order of the course. */
export const exercises: readonly Exercise[] = [countTheBytes, throwAndCatch, offTheJsThread];
