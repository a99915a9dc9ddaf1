import { stripVTControlCharacters } from 'node:util';
import t from 'tap';
import type { Terminal } from '../../src/environment/terminal.js';
import type { CheckResult } from '../../src/report/check.js';
import {
  checkLine,
  failureLines,
  outputLines,
  paragraph,
  skippedLine,
} from '../../src/report/verify-lines.js';
import { terminalOf } from '../support/terminal-of.js';

const wide = terminalOf();
const code = `   23 |   std::this_thread::sleep_for(std::chrono::milliseconds(ms)); // \`a line that is wider than any screen\` ${'x'.repeat(120)}`;

const failed: CheckResult = {
  id: 'returns-at-once',
  status: 'fail',
  title: 'delay returns before the work ends, which is a title of some length, for a small screen at least',
  observed: `delay(140, callback) returned only after 141 ms: the work was over.\n${code}\n      |   ^~~`,
  where: `src/${'a-very-long-name-'.repeat(12)}.cc:23`,
  expected: 'delay(ms, callback) hands the work over and returns; the callback comes later',
  hint: 'The sleep is still inside `delay` itself. `learnyounative print and other words in backticks` helps.',
};

/** The same check when it passed: without an observation. */
const { observed: _, ...unseen } = failed;
const passed: CheckResult = { ...unseen, status: 'pass' };

function eachTerminal(look: (terminal: Terminal, what: string) => void): void {
  for (const columns of [40, 80, 140])
    for (const colour of [false, true])
      for (const locale of ['C.UTF-8', 'C'])
        look(terminalOf({ columns, colour, locale }), `${columns} ${colour ? 'colour' : 'plain'} ${locale}`);
}

t.test('no line except code is wider than the terminal', async (t) => {
  eachTerminal((terminal, what) => {
    const output = outputLines(
      'What your code printed:',
      `${'word '.repeat(60)}\n${'x'.repeat(500)}`,
      terminal,
    );
    const lines = [checkLine(failed, terminal), checkLine(passed, terminal)]
      .flatMap((line) => line.split('\n'))
      .concat(failureLines(failed, terminal), skippedLine([{ ...failed, status: 'skip' }], terminal), output)
      .map(stripVTControlCharacters);
    t.same(
      lines.filter((line) => line.length > terminal.width),
      lines.filter((line) => line.includes('std::chrono')),
      what,
    );
    t.equal(lines.filter((line) => line.includes('std::chrono')).length, 1, 'which is in one piece');
    const text = lines.join('\n');
    t.equal(failureLines(failed, terminal).join('').includes('\u001b['), terminal.colour);
    t.match(text.replace(/\s+/g, ''), failed.where!, 'nothing is lost');
  });
});

t.test('a check', async (t) => {
  t.equal(checkLine({ ...passed, title: 'it builds' }, wide), '  ✔ it builds');
  t.equal(
    checkLine({ ...passed, title: 'it builds', observed: 'g++ 12' }, wide),
    '  ✔ it builds\n    g++ 12',
  );
  t.equal(checkLine({ ...failed, title: 'it builds' }, wide), '  ✘ it builds');
  t.equal(checkLine({ ...failed, title: 'it builds' }, terminalOf({ locale: 'C' })), '  x it builds');
  t.match(checkLine({ ...passed, title: 'x' }, terminalOf({ colour: true })), '\u001b[32m');
  t.equal(
    checkLine(passed, terminalOf({ columns: 40 })),
    '  ✔ delay returns before the work ends,\n    which is a title of some length, for\n    a small screen at least',
  );
});

t.test('a failure', async (t) => {
  const lines = failureLines(
    { ...failed, where: 'myaddon.cc:23', expected: 'this', hint: 'because of `x y`' },
    wide,
  );
  t.same(lines, [
    '    observed    delay(140, callback) returned only after 141 ms: the work was',
    '                over.',
    `                ${code}`,
    '                      |   ^~~',
    '    where       myaddon.cc:23',
    '    expected    this',
    '    why         because of x y',
    '    read again  learnyounative print, and learnyounative hint for a nudge',
  ]);
  const { observed: _, where: __, expected: ___, hint: ____, ...bare } = failed;
  t.equal(failureLines(bare, wide).length, 1, 'what is not known is not labelled');
});

t.test('emphasis continues after a line break', async (t) => {
  const coloured = terminalOf({ columns: 40, colour: true });
  const hint = 'Some words, then `several words of code in backticks that break` and more.';
  const text = failureLines({ ...failed, hint }, coloured).join('\n');
  const painted = text.slice(text.indexOf('Some')).split('\u001b[33m').slice(1);
  const words = painted.map((rest) => rest.split('\u001b[39m')[0]);
  t.equal(words.slice(0, 3).join(' '), 'several words of code in backticks that break');
});

t.test('code that fits on one line is not broken', async (t) => {
  const code = `"<!(node -p \\"require('node-addon-api').include_dir\\")"`;
  const hint = `Ask node-addon-api for its folder: \`${code}\`. Mind the quotes.`;
  const lines = failureLines({ ...failed, hint }, wide);
  t.ok(lines.some((line) => line.trim() === `${code}. Mind`));
});

t.test('list items have a hanging indent', async (t) => {
  const hint = 'One of these:\n- a cause with more words than there is room for on one line of it\n- another';
  t.same(failureLines({ ...failed, hint }, terminalOf(), { readAgain: false }).slice(-4), [
    '    why         One of these:',
    '                • a cause with more words than there is room for on one line',
    '                  of it',
    '                • another',
  ]);
});

t.test('a paragraph', async (t) => {
  const text = 'Some words that are too many for one line.';
  t.same(paragraph('short', wide), ['  short']);
  t.same(paragraph(text, terminalOf({ columns: 40 }), ' PASS  '), [
    '   PASS  Some words that are too many',
    '  for one line.',
  ]);
});

t.test('skipped checks', async (t) => {
  const skip = { ...failed, status: 'skip' } as const;
  t.same(skippedLine([failed], wide), []);
  t.same(skippedLine([failed, skip], wide), ['  ○ 1 check not run yet.']);
  t.same(skippedLine([skip, failed, skip], terminalOf({ locale: 'C' })), ['  o 2 checks not run yet.']);
});

t.test('output', async (t) => {
  t.same(outputLines('printed', '', wide), []);
  t.same(outputLines('printed', ' \n\n', wide), []);
  t.same(outputLines('printed', 'one\n\n  two\r\n\n', wide), [
    '',
    '  printed',
    '    │ one',
    '    │ ',
    '    │   two',
  ]);
  const many = Array.from({ length: 20 }, (_, index) => `line ${index}`).join('\n');
  const last = outputLines('printed', many, wide, 3);
  t.same(last, ['', '  printed', '    │ …', '    │ line 17', '    │ line 18', '    │ line 19']);
  t.equal(outputLines('printed', many, wide, Number.POSITIVE_INFINITY).length, 22);
  const long = `${'x'.repeat(1_000)}end`;
  t.notMatch(outputLines('printed', long, wide).join(), /end/, 'a long line is cut');
  t.match(
    outputLines('printed', long, wide, Number.POSITIVE_INFINITY).join('\n'),
    /end/,
    'but not in a whole log',
  );
});

/** Output that tries to paint over the verdict. */
const attack =
  '\u001b[2J\u001b[H\u001b[31mred\u001b[0m \u001b]0;title\u0007\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\ a\rb\bc\u0000\u009b2Kd \u202eevil\u2028 tab\there';

t.test('the learner cannot move the cursor', async (t) => {
  const harmless = (lines: readonly string[]) => {
    t.notMatch(lines.join(''), /[\p{Cc}\p{Bidi_Control}\u2028]/u);
    return lines.join(' ');
  };
  t.match(harmless(outputLines('printed', attack, wide)), /red link abc/);
  t.match(harmless(outputLines('printed', 'a\tb', wide)), / a {2}b/);
  harmless(failureLines({ ...failed, observed: attack, where: attack }, wide));
  harmless(failureLines({ ...failed, observed: `   23 | ${attack}` }, wide));
});
