import t from 'tap';
import { shopStorage } from '../../src/shell/shop-storage.js';
import { namedExercise, Shell } from '../support/shell-context.js';

t.test('the framework reads progress by title', async (t) => {
  const { context } = new Shell(t, namedExercise('SECOND'));
  const { catalogue, progress } = context;
  const storage = shopStorage(catalogue, progress);
  t.equal(storage.get('current'), null);
  t.same(storage.get('completed'), []);
  progress.select('second');
  progress.complete('off_the_js_thread');
  progress.complete('of another version');
  t.equal(storage.get('current'), 'SECOND');
  t.same(storage.get('completed'), ['OFF THE JS THREAD']);
});

t.test('what the framework saves is stored by id', async (t) => {
  const { context } = new Shell(t, namedExercise('SECOND'));
  const { catalogue, progress } = context;
  const storage = shopStorage(catalogue, progress);
  storage.save('current', 'OFF THE JS THREAD');
  storage.save('completed', ['SECOND', 'NO SUCH']);
  t.equal(progress.current, 'off_the_js_thread');
  t.same(progress.completed, ['second']);
  storage.save('completed', 'nonsense');
  storage.save('current', 'NO SUCH');
  t.equal(progress.current, 'off_the_js_thread');
  t.same(progress.completed, ['second']);
});

t.test('everything else is kept in memory only', async (t) => {
  const { context } = new Shell(t);
  const storage = shopStorage(context.catalogue, context.progress);
  t.equal(storage.get('lang'), null);
  storage.save('lang', { selected: 'en' });
  t.same(storage.get('lang'), { selected: 'en' });
  context.progress.complete('off_the_js_thread');
  storage.reset();
  t.equal(storage.get('lang'), null);
  t.same(context.progress.completed, []);
});
