import t from 'tap';
import { withExercise, withTextFile } from '../../scripts/course-new/exercise-list.js';

const list = (imports: string, exercises: string) => `${imports}
import type { Exercise } from './exercise.js';

export const exercises: readonly Exercise[] = [${exercises}];
`;

t.test('an exercise is listed after another, with its import in the order of paths', async (t) => {
  const bytes = "import countTheBytes from '../../exercises/count_the_bytes/exercise.js';";
  const life = "import signsOfLife from '../../exercises/signs_of_life/exercise.js';";
  const pieces = "import bitsAndPieces from '../../exercises/bits_and_pieces/exercise.js';";
  const before = list(`${bytes}\n${life}`, 'signsOfLife, countTheBytes');
  t.equal(
    withExercise(before, 'bits_and_pieces', 'signs_of_life'),
    list(`${pieces}\n${bytes}\n${life}`, 'signsOfLife, bitsAndPieces, countTheBytes'),
  );
  t.equal(
    withExercise(before, 'bits_and_pieces', 'count_the_bytes'),
    list(`${pieces}\n${bytes}\n${life}`, 'signsOfLife, countTheBytes, bitsAndPieces'),
  );
});

t.test('also if the list is formatted on several lines', async (t) => {
  const life = "import signsOfLife from '../../exercises/signs_of_life/exercise.js';";
  const more = "import zero from '../../exercises/zero/exercise.js';";
  t.equal(
    withExercise(list(life, '\n  signsOfLife,\n'), 'zero', 'signs_of_life'),
    list(`${life}\n${more}`, '\n  signsOfLife, zero,\n'),
  );
});

t.test('its text file is added to the sources of situations', async (t) => {
  const line = (id: string) => `  | typeof import('../../i18n/en/${id}.json')`;
  const file = (...ids: string[]) => `type TextFiles =\n${ids.map(line).join('\n')};\n\ntype Other = 1;\n`;
  t.equal(withTextFile(file('checks', 'values'), 'promises'), file('checks', 'promises', 'values'));
});
