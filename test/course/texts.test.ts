/** The texts of the exercises: their C and C++ compile, they fit the terminal, their links lead to official pages. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import t from 'tap';
import { includeFolders } from '../../src/build/headers.js';
import { exercises } from '../../src/course/exercises.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { renderMarkdown } from '../../src/texts/markdown.js';
import { terminalOf } from '../support/terminal-of.js';

const TEXTS = ['problem.md', 'more.md', 'hints.md'];
const OFFICIAL =
  /^https:\/\/(?:nodejs\.org|docs\.libuv\.org|docs\.npmjs\.com|v8\.dev|en\.cppreference\.com|github\.com\/(?:nodejs|libuv)\/)/;
/** What a fragment may use; a block that is not called a fragment stands on its own. */
const BEFORE_FRAGMENT = {
  cpp: headers('napi.h', 'uv.h', 'atomic', 'chrono', 'memory', 'string', 'thread', 'vector'),
  c: headers('node_api.h', 'stdbool.h', 'stdint.h', 'stdio.h', 'stdlib.h', 'string.h'),
};

for (const exercise of exercises) {
  for (const name of TEXTS) {
    const text = readFileSync(path.join(packageRoot, 'exercises', exercise.id, name), 'utf8');

    t.test(`${exercise.id}/${name}: every block of C and C++ compiles`, async (t) => {
      for (const { language, kind, code } of codeBlocks(text)) {
        const file = path.join(t.testdir({}), language === 'c' ? 'block.c' : 'block.cc');
        writeFileSync(file, kind === 'fragment' ? BEFORE_FRAGMENT[language] + code : code);
        const { status, stderr } = compile(file);
        t.equal(status, 0, `${code.split('\n')[0]} …\n${stderr}`);
      }
    });

    t.test(`${exercise.id}/${name}: fits 80 columns`, async (t) => {
      const rendered = stripVTControlCharacters(await renderMarkdown(text, terminalOf({ columns: 80 })));
      t.same(
        rendered.split('\n').filter((line) => line.length > 80),
        [],
      );
    });

    t.test(`${exercise.id}/${name}: links lead to official pages`, async (t) => {
      const prose = text.replace(/^ *```[\s\S]*?^ *```$|`[^`]*`/gm, '');
      const links = prose.match(/https?:\/\/[^\s)>]+/g) ?? [];
      t.same(
        links.filter((link) => !OFFICIAL.test(link)),
        [],
      );
    });
  }

  t.test(`${exercise.id}: MORE names the pages it rests on`, async (t) => {
    const more = readFileSync(path.join(packageRoot, 'exercises', exercise.id, 'more.md'), 'utf8');
    const pages = more.split('## Official pages')[1] ?? '';
    t.ok((pages.match(/https:\/\//g) ?? []).length >= 3);
  });
}

function headers(...names: string[]): string {
  return names.map((name) => `#include <${name}>\n`).join('');
}

function codeBlocks(text: string): { language: 'c' | 'cpp'; kind: string; code: string }[] {
  return [...text.matchAll(/^```(cpp|c)( fragment)?\n([\s\S]*?)^```$/gm)].map(
    ([, language, kind = '', code = '']) => ({
      language: language === 'c' ? 'c' : 'cpp',
      kind: kind.trim(),
      code,
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
