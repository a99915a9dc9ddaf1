import t from 'tap';
import { asciiSymbols, unicodeSymbols } from '../../src/environment/symbols.js';
import { detectTerminal } from '../../src/environment/terminal.js';

const tty = { isTTY: true, columns: 100, getColorDepth: () => 8 } as unknown as NodeJS.WriteStream;
const pipe = { isTTY: false } as unknown as NodeJS.WriteStream;
const keyboard = { isTTY: true } as unknown as NodeJS.ReadStream;

function level(environment: Record<string, string>, output = tty): number {
  return detectTerminal(keyboard, output, environment, 'linux').paint.level;
}

t.test('colour', async (t) => {
  t.equal(level({}), 2);
  t.equal(level({}, pipe), 0);
  t.equal(level({ NO_COLOR: '1' }), 0);
  t.equal(level({ NO_COLOR: '' }), 2, 'empty counts as not set');
  t.equal(level({ TERM: 'dumb' }), 0);
  t.equal(level({ FORCE_COLOR: '' }, pipe), 1);
  t.equal(level({ FORCE_COLOR: '1' }, pipe), 1);
  t.equal(level({ FORCE_COLOR: '2' }, pipe), 2);
  t.equal(level({ FORCE_COLOR: '3' }, pipe), 3);
  t.equal(level({ FORCE_COLOR: '0' }), 0);
  t.equal(level({ FORCE_COLOR: 'false' }), 0);
  t.equal(level({ FORCE_COLOR: '1', NO_COLOR: '1' }, pipe), 1, 'as in Node.js itself');
  for (const [bits, expected] of [
    [1, 0],
    [4, 1],
    [24, 3],
  ]) {
    t.equal(level({}, { ...tty, getColorDepth: () => bits } as never), expected);
  }
});

t.test('Unicode', async (t) => {
  const unicode = (environment: Record<string, string>, platform: NodeJS.Platform = 'linux') =>
    detectTerminal(keyboard, tty, environment, platform).unicode;
  t.ok(unicode({}));
  t.ok(unicode({ LANG: 'de_DE.UTF-8' }));
  t.ok(unicode({ LANG: 'C', LC_ALL: 'en_GB.utf8' }));
  t.notOk(unicode({ LANG: 'C' }));
  t.notOk(unicode({ LANG: 'en_US.ISO-8859-1' }));
  t.notOk(unicode({ LANG: 'en_US.UTF-8', LC_CTYPE: 'POSIX' }));
  t.notOk(unicode({ LANG: 'en_US.UTF-8', TERM: 'linux' }), 'the Linux console lacks the symbols');
  t.notOk(unicode({}, 'win32'));
  t.ok(unicode({ WT_SESSION: '1' }, 'win32'));
  t.equal(detectTerminal(keyboard, tty, {}, 'linux').symbols, unicodeSymbols);
  t.equal(detectTerminal(keyboard, tty, { LANG: 'C' }, 'linux').symbols, asciiSymbols);
});

t.test('width and interactivity', async (t) => {
  const at = (columns: number) => detectTerminal(keyboard, { ...tty, columns } as never, {}, 'linux');
  t.equal(at(100).textWidth, 78);
  t.equal(at(60).textWidth, 58);
  t.equal(at(20).textWidth, 40);
  t.equal(detectTerminal(keyboard, pipe, {}, 'linux').width, 80);
  t.ok(detectTerminal(keyboard, tty, {}).interactive);
  t.notOk(detectTerminal(keyboard, pipe, {}).interactive);
  t.notOk(at(0).interactive, 'ora would erase lines for ever');
  t.equal(at(0).width, 80);
  t.notOk(detectTerminal({ isTTY: false }, tty, {}).interactive);
  t.notOk(detectTerminal(keyboard, tty, { TERM: 'dumb' }).interactive);
});
