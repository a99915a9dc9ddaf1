import { stripVTControlCharacters } from 'node:util';
import t from 'tap';
import { renderMarkdown } from '../../src/texts/markdown.js';
import { terminalOf } from '../support/terminal-of.js';

const narrow = terminalOf({ columns: 40 });
const wide = terminalOf();
const ascii = terminalOf({ locale: 'C' });
const coloured = terminalOf({ colour: true });

const code = `int main() {\n\tif (a < b && c) return "x  y";   // a long comment that goes on well beyond the width of a screen\n}`;

t.test('headings, paragraphs, rules', async (t) => {
  const text =
    '# One\n\nA line\nand another.\n\n## Two\n### Three\nText  \nbroken\n\n---\n<!-- hidden -->\n\n[x]: http://x';
  t.equal(
    await renderMarkdown(text, wide),
    [
      'One',
      '═══',
      '',
      'A line and another.',
      '',
      'Two',
      '───',
      '',
      'Three',
      '',
      'Text',
      'broken',
      '',
      '─'.repeat(78),
    ].join('\n'),
  );
});

t.test('text is wrapped to the width of the terminal', async (t) => {
  const words = 'These are some words, long enough for several lines of a small screen. '.repeat(3);
  for (const terminal of [narrow, wide]) {
    const lines = (await renderMarkdown(words, terminal)).split('\n');
    t.ok(lines.length > 1);
    t.same(
      lines.filter((line) => line.length > terminal.textWidth || line !== line.trimEnd()),
      [],
    );
  }
});

t.test('inline elements', async (t) => {
  const text =
    '**bold** _soft_ ~~gone~~ `code {x}` &lt;b&gt; &amp; \\*star\\* <https://a.b> [here](https://c.d) ![pic](p.png)';
  t.equal(
    await renderMarkdown(text, wide),
    'bold soft gone `code {x}` <b> & *star* https://a.b here (https://c.d) pic\n(p.png)',
  );
});

t.test('colour instead of backticks', async (t) => {
  const text = await renderMarkdown('**bold** and `code`', coloured);
  t.equal(text, '\u001b[1mbold\u001b[22m and \u001b[33mcode\u001b[39m');
});

t.test('a short command stays on one line', async (t) => {
  const text = await renderMarkdown('To see whether it is done, `learnyounative verify x/` it.', narrow);
  t.equal(text, 'To see whether it is done,\n`learnyounative verify x/` it.');
});

t.test('code of up to 40 characters stays on one line, with normal spaces', async (t) => {
  const before = 'Some words in front, and then some more of them:';
  const code = '"dependencies": { "bindings": "^1.5.0" }';
  t.equal(await renderMarkdown(`${before} \`${code}\``, wide), `${before}\n\`${code}\``);
  t.equal(
    stripVTControlCharacters(await renderMarkdown(`${before} \`${code}\``, coloured)),
    `${before}\n${code}`,
  );
  t.equal(
    await renderMarkdown(`${before} \`${code}, and more\``, wide),
    `${before} \`"dependencies": {\n"bindings": "^1.5.0" }, and more\``,
  );
  t.equal(
    await renderMarkdown('A list of targets, each of them in `{ }`.', narrow),
    'A list of targets, each of them in\n`{ }`.',
  );
});

t.test('lists: hanging indents, nesting, blocks in items', async (t) => {
  const text = `- **First** with \`code\`, and long enough that it does not fit a line
- second
  - inner, which is long enough as well to go on to a second line
- [ ] to do

9. nine
10. ten, long enough that it does not fit one line

- loose

- items

      code of an item

- with

  \`\`\`
  code
  \`\`\`
  more`;
  t.equal(
    await renderMarkdown(text, narrow),
    `• First with \`code\`, and long enough
  that it does not fit a line
• second
  • inner, which is long enough as well
    to go on to a second line
• [ ] to do

 9. nine
10. ten, long enough that it does not
    fit one line

• loose

• items

      code of an item

• with

      code

  more`,
  );
});

t.test('code is never wrapped or changed', async (t) => {
  for (const terminal of [narrow, wide, ascii, coloured]) {
    for (const language of [
      'cpp',
      'cpp fragment',
      'c++',
      'js',
      'json',
      'bash',
      'gyp',
      'diff',
      'unheard-of',
      '',
    ]) {
      const text = await renderMarkdown(`\`\`\`${language}\n${code}\n\n“…”\n\`\`\``, terminal);
      const lines = stripVTControlCharacters(text).split('\n');
      t.equal(lines.map((line) => line.replace(/^ {4}/, '')).join('\n'), `${code}\n\n“…”`, language);
    }
  }
});

t.test('C++ is highlighted as C++', async (t) => {
  const paint = coloured.paint;
  const text = await renderMarkdown('```cpp\nvoid f() override;  // “one”\n```', coloured);
  t.match(text, paint.magenta('override'));
  t.match(text, paint.gray('// “one”'));
  t.match(await renderMarkdown("```gyp\n{ 'a': 1 } # x\n```", coloured), paint.gray('# x'));
  t.equal(await renderMarkdown('```cpp\nvoid f();\n```', wide), '    void f();');
});

t.test('quotes', async (t) => {
  t.equal(
    await renderMarkdown('> A quotation that is longer than a line.\n>\n> - item', narrow),
    '│ A quotation that is longer than a\n│ line.\n│\n│ • item',
  );
});

t.test('tables', async (t) => {
  const text =
    '| Name | What it is |\n| --- | --- |\n| `one` | the first of them all, as everybody knows |\n| two | 2 |';
  t.equal(
    await renderMarkdown(text, wide),
    [
      'Name   What it is',
      `─────  ${'─'.repeat(41)}`,
      '`one`  the first of them all, as everybody knows',
      'two    2',
    ].join('\n'),
  );
  const lines = (await renderMarkdown(text, narrow)).split('\n');
  t.same(lines.slice(2), ['`one`  the first of them all, as', '       everybody knows', '', 'two    2']);
  t.same(
    lines.filter((line) => line.length > 40),
    [],
  );
});

t.test('ASCII if the locale is not UTF-8', async (t) => {
  const text = await renderMarkdown(
    '# “Title”\n\n- one — two… `x → y`\n\n> quote\n\n| a |\n| - |\n| “b” |',
    ascii,
  );
  t.equal(text, '"Title"\n=======\n\n* one - two... `x → y`\n\n| quote\n\na\n---\n"b"');
});
