/** The texts of the exercises and rules: their C and C++ compile, they fit the terminal, their links lead to official pages. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import t from 'tap';
import { includeFolders } from '../../src/build/headers.js';
import { RULES } from '../../src/checker/rules.js';
import { exercises } from '../../src/course/exercises.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { renderMarkdown } from '../../src/texts/markdown.js';
import { terminalOf } from '../support/terminal-of.js';

/** Below the package's root. */
const TEXTS = [
  ...exercises.flatMap(({ id }) =>
    ['problem.md', 'more.md', 'hints.md'].map((name) => `exercises/${id}/${name}`),
  ),
  ...RULES.map(({ id }) => `rules/${id}.md`),
];
const OFFICIAL =
  /^https:\/\/(?:nodejs\.org|docs\.libuv\.org|docs\.npmjs\.com|v8\.dev|en\.cppreference\.com|github\.com\/(?:nodejs|libuv)\/)/;
/** What a fragment may use; a block that is not called a fragment stands on its own. */
const BEFORE_FRAGMENT = {
  cpp: headers('napi.h', 'uv.h', 'atomic', 'chrono', 'memory', 'string', 'thread', 'vector'),
  c: headers('node_api.h', 'stdbool.h', 'stdint.h', 'stdio.h', 'stdlib.h', 'string.h'),
};

t.test('every block of C and C++ compiles', async (t) => {
  const folder = t.testdir({});
  for (const { name, source } of translationUnits()) {
    const file = path.join(folder, name);
    writeFileSync(file, source);
    const { status, stderr } = compile(file);
    t.equal(status, 0, `${name}\n${stderr}`);
  }
});

for (const name of TEXTS) {
  const text = readFileSync(path.join(packageRoot, name), 'utf8');

  t.test(`${name}: fits 80 columns`, async (t) => {
    const rendered = stripVTControlCharacters(await renderMarkdown(text, terminalOf({ columns: 80 })));
    // A URL is not wrapped.
    const tooLong = rendered.split('\n').filter((line) => line.length > 80 && !/^\S* *https:\S+$/.test(line));
    t.same(tooLong, []);
  });

  t.test(`${name}: links lead to official pages`, async (t) => {
    const prose = text.replace(/^ *```[\s\S]*?^ *```$|`[^`]*`/gm, '');
    const links = prose.match(/https?:\/\/[^\s)>]+/g) ?? [];
    t.same(
      links.filter((link) => !OFFICIAL.test(link)),
      [],
    );
  });
}

for (const exercise of exercises) {
  t.test(`${exercise.id}: MORE names the pages it rests on`, async (t) => {
    const more = readFileSync(path.join(packageRoot, 'exercises', exercise.id, 'more.md'), 'utf8');
    const pages = more.split('## Official pages')[1] ?? '';
    t.ok((pages.match(/https:\/\//g) ?? []).length >= 3);
  });
}

function headers(...names: string[]): string {
  return names.map((name) => `#include <${name}>\n`).join('');
}

interface CodeBlock {
  readonly language: 'c' | 'cpp';
  readonly isFragment: boolean;
  /** With a directive that makes the compiler name its line in the text. */
  readonly code: string;
}

/** The fragments of C++, each in a namespace of its own, are one unit, which reads napi.h once; others are one each. */
function translationUnits(): { name: string; source: string }[] {
  const blocks = TEXTS.flatMap(codeBlocks);
  const joined = blocks.filter(({ language, isFragment }) => language === 'cpp' && isFragment);
  const namespaces = joined.map(({ code }, index) => `namespace block_${index} {\n${code}\n}\n`);
  return [
    { name: 'fragments.cc', source: BEFORE_FRAGMENT.cpp + namespaces.join('') },
    ...blocks
      .filter((block) => !joined.includes(block))
      .map(({ language, isFragment, code }, index) => ({
        name: language === 'c' ? `block-${index}.c` : `block-${index}.cc`,
        source: isFragment ? BEFORE_FRAGMENT[language] + code : code,
      })),
  ];
}

function codeBlocks(name: string): CodeBlock[] {
  const text = readFileSync(path.join(packageRoot, name), 'utf8');
  return [...text.matchAll(/^```(cpp|c)( fragment)?\n([\s\S]*?)^```$/gm)].map(
    ({ index, 1: language, 2: fragment, 3: code = '' }) => ({
      language: language === 'c' ? 'c' : 'cpp',
      isFragment: fragment !== undefined,
      code: `#line ${text.slice(0, index).split('\n').length + 1} "${name}"\n${code}`,
    }),
  );
}

function compile(file: string): { status: number | null; stderr: string } {
  const addonApi = path.join(packageRoot, 'node_modules', 'node-addon-api');
  const folders = [addonApi, ...includeFolders()].map((folder) => `-I${folder}`);
  const flags = ['-Wall', '-Werror', '-fsyntax-only', ...folders, file];
  // As node-gyp does. In a text, a static function need not be used by the block that shows it.
  const [compiler, ...standard] = file.endsWith('.c')
    ? [process.env.CC || 'cc', '-std=gnu11', '-Wno-unused-function']
    : [process.env.CXX || 'c++', '-std=c++17', '-DNAPI_DISABLE_CPP_EXCEPTIONS'];
  return spawnSync(compiler!, [...standard, ...flags], { encoding: 'utf8' });
}
