import t from 'tap';
import { CapturedOutput } from '../../src/process/captured-output.js';

t.test('keeps short output', async (t) => {
  const output = new CapturedOutput(10);
  for (const text of ['', 'abc', '', 'defg', 'hij']) output.add(text);
  t.equal(output.toString(), 'abcdefghij');
  t.equal(output.cut, 0);
});

t.test('keeps the beginning and the end of long output', async (t) => {
  for (const step of [1, 2, 3, 7, 26]) {
    const output = new CapturedOutput(10);
    const text = 'abcdefghijklmnopqrstuvwxyz';
    for (let i = 0; i < text.length; i += step) output.add(text.slice(i, i + step));
    t.equal(output.toString(), 'abcde\n[... 16 characters cut ...]\nvwxyz', `in pieces of ${step}`);
    t.equal(output.cut, 16);
  }
});

t.test('cuts only what does not fit', async (t) => {
  const output = new CapturedOutput(10);
  output.add('abcdefghijk');
  t.equal(output.toString(), 'abcde\n[... 1 characters cut ...]\nghijk');
});
