import t from 'tap';
import { sourceLine } from '../../src/submission/source-line.js';

t.test('the line of a place, behind a gutter', async (t) => {
  const folder = t.testdir({ src: { 'my addon.cc': 'one\r\n  two();\n\n' } });
  t.equal(sourceLine(folder, 'src/my addon.cc:2'), '    2 |   two();');
  t.equal(sourceLine(folder, 'src/my addon.cc:1'), '    1 | one');
  t.equal(sourceLine(folder, 'src/my addon.cc:3'), undefined, 'an empty one');
  t.equal(sourceLine(folder, 'src/my addon.cc:9'), undefined);
  t.equal(sourceLine(folder, 'other.cc:1'), undefined);
  t.equal(sourceLine(folder, 'src'), undefined);
});
