import t from 'tap';
import { nearest } from '../../src/texts/nearest.js';

const words = ['list', 'select', 'start', 'verify', 'version'];

t.test('finds what a slip of the finger meant', async (t) => {
  t.equal(nearest('verfy', words), 'verify');
  t.equal(nearest('lsit', words), 'list', 'two letters swapped are one slip');
  t.equal(nearest('VERIFY', words), 'verify');
  t.equal(nearest('veri', words), 'verify');
});

t.test('finds nothing where nothing is near', async (t) => {
  t.equal(nearest('credits', words), undefined);
  t.equal(nearest('x', words), undefined);
  t.equal(nearest('', words), undefined);
  t.equal(nearest('ver', words), undefined, 'the beginning of two is neither');
});
