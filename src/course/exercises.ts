import callMeBack from '../../exercises/call_me_back/exercise.js';
import checkYourTools from '../../exercises/check_your_tools/exercise.js';
import countTheBytes from '../../exercises/count_the_bytes/exercise.js';
import downToC from '../../exercises/down_to_c/exercise.js';
import findTheBinary from '../../exercises/find_the_binary/exercise.js';
import offTheJsThread from '../../exercises/off_the_js_thread/exercise.js';
import sayWhat from '../../exercises/say_what/exercise.js';
import signsOfLife from '../../exercises/signs_of_life/exercise.js';
import thePaperwork from '../../exercises/the_paperwork/exercise.js';
import throwAndCatch from '../../exercises/throw_and_catch/exercise.js';
import type { Exercise } from './exercise.js';

/** The exercises in the order of the course. */
export const exercises: readonly Exercise[] = [
  checkYourTools,
  thePaperwork,
  findTheBinary,
  signsOfLife,
  sayWhat,
  countTheBytes,
  throwAndCatch,
  callMeBack,
  offTheJsThread,
  downToC,
];
