import t from 'tap';
import { asciiSymbols, unicodeSymbols } from '../../src/environment/symbols.js';
import { toAscii } from '../../src/texts/ascii.js';

t.test('transliterates to ASCII', async (t) => {
  t.equal(toAscii('“one” — two… ‘three’'), '"one" - two... \'three\'');
  t.equal(toAscii('a ≥ b → c'), 'a >= b -> c');
  t.equal(toAscii('Zoë, crème'), 'Zoe, creme');
  t.equal(toAscii('日本 🎉'), '?? ?');
  t.equal(toAscii('plain `code` {}\n\u001b[1m'), 'plain `code` {}\n\u001b[1m');
});

t.test('every symbol has a replacement', async (t) => {
  for (const symbol of Object.values(unicodeSymbols)) t.notMatch(toAscii(symbol), /\?/, symbol);
  for (const symbol of Object.values(asciiSymbols)) t.equal(toAscii(symbol), symbol);
});
