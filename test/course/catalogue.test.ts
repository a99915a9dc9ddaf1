import t from 'tap';
import { Catalogue } from '../../src/course/catalogue.js';
import type { Exercise } from '../../src/course/exercise.js';

const exercises = ['MYADDON', 'OFF THE JS THREAD', 'IT’S A PROMISE'].map(
  (title): Exercise => ({
    id: title.toLowerCase().replace(/\W+/g, '_'),
    title,
    functions: [],
    loadTask: async () => ({ params: () => undefined, scenarios: {}, checks: [] }),
  }),
);
const [first, second, third] = exercises as [Exercise, Exercise, Exercise];
const catalogue = new Catalogue(exercises);

t.test('finds an exercise by what people call it', async (t) => {
  t.equal(catalogue.find('1'), first, 'people count from 1');
  t.equal(catalogue.find(' 3 '), third);
  t.equal(catalogue.find('off_the_js_thread'), second);
  t.equal(catalogue.find('Off the JS thread'), second);
  t.equal(catalogue.find('off-the-js-thread'), second);
  t.equal(catalogue.find('it’s a promise'), third);
});

t.test('finds nothing where there is nothing', async (t) => {
  for (const name of ['0', '4', '-1', '1.5', '', 'off', '__proto__'])
    t.equal(catalogue.find(name), undefined, name);
});

t.test('suggests what was meant', async (t) => {
  t.equal(catalogue.suggest('of the js thraed'), 'OFF THE JS THREAD');
  t.equal(catalogue.suggest('myadon'), 'MYADDON');
  t.equal(catalogue.suggest('off'), 'OFF THE JS THREAD', 'its beginning is enough');
  t.equal(catalogue.suggest('something else'), undefined);
  t.equal(catalogue.suggest('9'), undefined);
  t.equal(catalogue.suggest(''), undefined);
});

t.test('numbers and the next one', async (t) => {
  t.equal(catalogue.numberOf(third), 3);
  const next = (current: string | undefined, ...done: string[]) =>
    catalogue.next(current, (id) => done.includes(id));
  t.equal(next(undefined), first);
  t.equal(next(first.id), second);
  t.equal(next(first.id, second.id), third);
  t.equal(next(third.id, third.id), first, 'goes round to what was left out');
  t.equal(next(second.id, first.id, third.id), second, 'the current one is not done either');
  t.equal(next(first.id, ...exercises.map(({ id }) => id)), undefined, 'all done');
});
