import t from 'tap';
import { statementsOf } from '../../src/report/code-statements.js';
import type { CodeLanguage } from '../../src/report/code-tokens.js';

function shown(code: string, language: CodeLanguage): string[] {
  return statementsOf(code, language).map((statement) => statement.shown);
}

function isSame(first: string, second: string, language: CodeLanguage): boolean {
  const keys = (code: string) => statementsOf(code, language).map(({ key }) => key);
  return JSON.stringify(keys(first)) === JSON.stringify(keys(second));
}

t.test('C++', async (t) => {
  const code = `#include <napi.h>  // Node-API
class A : public B {
 public:
  int n = 1'000;  /* a
  comment */ char c = '\\'';
};
void F(int a,
       int b) {
  for (int i = 0; i < a; i++) G([&] { H("// no comment"); });
  callback.Call({}); x.Call({ a,  b });
}`;
  t.same(shown(code, 'c'), [
    '#include <napi.h>',
    'class A : public B {',
    '  public:',
    "  int n = 1'000;",
    "  char c = '\\'';",
    '}',
    'void F(int a, int b) {',
    '  for (int i = 0; i < a; i++) G([&] {',
    '    H("// no comment");',
    '  });',
    '  callback.Call({});',
    '  x.Call({ a, b });',
    '}',
  ]);
  t.same(shown('A(int n) : B(n) {} void F() override {} std::vector<int> v{}; f({}); return {};', 'c'), [
    'A(int n) : B(n) {}',
    'void F() override {}',
    'std::vector<int> v{}',
    'f({});',
    'return {};',
  ]);
  const other = code
    .replaceAll(/\s*\{\n/g, '\n{\n')
    .replaceAll('  ', '\t')
    .replaceAll(/\/\/ N.*/g, '');
  t.ok(isSame(code, other, 'c'));
  t.notOk(isSame(code, code.replace('i < a', 'i <= a'), 'c'));
  t.notOk(isSame(code, code.replace('// no comment', '//no comment'), 'c'), 'a string is not a comment');
  t.notOk(isSame('int a;', 'inta;', 'c'));
});

t.test('JavaScript, with and without semicolons', async (t) => {
  const code = `'use strict';
const { f } = require('x'); // x
module.exports = {
  f: (a) => { return /['"/]/.test(a); },
  text: \`a // b\`,
};
f()
  .then(g);`;
  const other = `"use strict"
const {f} = require("x")
module.exports = { f: (a) => {
  return /['"/]/.test(a)
}, text: \`a // b\` }
f().then(g)`;
  t.ok(isSame(code, other, 'javascript'), `${shown(code, 'javascript')}\n${shown(other, 'javascript')}`);
  t.notOk(isSame(code, code.replace('a // b', 'a'), 'javascript'));
});

t.test('binding.gyp and package.json: an entry each, lists of plain values in one line', async (t) => {
  const code = `{ # all
  'targets': [{ 'target_name': "a", 'sources': ['a.cc',
    'b.cc'], }],
}`;
  t.same(shown(code, 'python'), [
    '{',
    "  'targets': [",
    '    {',
    `      'target_name': "a",`,
    "      'sources': ['a.cc', 'b.cc'],",
    '    }',
    '  ],',
    '}',
  ]);
  t.ok(isSame(code, `{"targets":[{"target_name":"a","sources":["a.cc","b.cc"]}]}`, 'python'));
  t.notOk(isSame(code, code.replace('b.cc', 'c.cc'), 'python'));
});

t.test('code that ends in the middle', async (t) => {
  for (const language of ['c', 'javascript', 'python', 'json'] as const)
    for (const code of ['', '"', "'a", '{ (', '}) ]', '/*', '`', '#', ';;'])
      t.doesNotThrow(() => statementsOf(code, language), `${language}: ${code}`);
});
