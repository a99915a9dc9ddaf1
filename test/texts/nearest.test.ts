import t from 'tap';
import { nearest } from '../../src/texts/nearest.js';

const words = ['list', 'select', 'start', 'verify', 'version'];

t.test('finds the word that a typo stands for', async (t) => {
  t.equal(nearest('verfy', words), 'verify');
  t.equal(nearest('lsit', words), 'list', 'two swapped letters are one edit');
  t.equal(nearest('VERIFY', words), 'verify');
  t.equal(nearest('veri', words), 'verify');
});

t.test('finds nothing if nothing is similar', async (t) => {
  t.equal(nearest('credits', words), undefined);
  t.equal(nearest('x', words), undefined);
  t.equal(nearest('', words), undefined);
  t.equal(nearest('ver', words), undefined, 'a prefix of two words matches neither');
});
