/** A C++ standard that binding.gyp pins and a header does not accept. */
import t from 'tap';
import { oldStandard } from '../../src/course/old-standard.js';

const GYP = '{\n  "targets": [{\n    "cflags_cc": ["-std=c++14"] }]\n}';
const inHeader = (header: string, message = "'std::string_view' has not been declared") =>
  `In file included from ../myaddon.cc:1:\n/a folder/${header}:12:3: error: ${message}\n../myaddon.cc:9:1: error: no\n`;
const V8_REFUSES = inHeader('v8config.h', '#error "C++20 or later required."');
const LIBRARY_REFUSES = inHeader(
  'bits/c++0x_warning.h',
  '#error This file requires compiler and library support for the ISO C++ 2011 standard. This support',
);

const cases: readonly (readonly [log: string, standard: string | undefined, needed: string | undefined])[] = [
  [inHeader('napi.h'), 'c++14', '17'],
  [inHeader('napi-inl.h'), 'gnu++1y', '17'],
  [LIBRARY_REFUSES, 'c++98', '11'],
  [V8_REFUSES, 'c++17', '20'],
  [V8_REFUSES, 'c++20', undefined],
  [V8_REFUSES, 'c++2c', undefined],
  [V8_REFUSES, 'one-that-is-not-known', undefined],
  [V8_REFUSES, undefined, undefined],
  [inHeader('napi.h'), 'gnu++17', undefined],
  [inHeader('other.h'), 'c++14', undefined],
  ['../myaddon.cc:9:1: error: no\n', 'c++14', undefined],
];

t.test('what the header needs', async (t) => {
  for (const [log, standard, needed] of cases) {
    const found = oldStandard(log, GYP, standard);
    t.equal(found?.values.needed, needed, `${standard}: ${log}`);
    if (found) t.equal(found.situation, 'builds.old-standard');
  }
});

t.test('where the flag is', async (t) => {
  t.equal(oldStandard(inHeader('napi.h'), GYP, 'c++14')?.where, 'binding.gyp:3');
  t.equal(oldStandard(inHeader('napi.h'), GYP, 'c++11')?.where, undefined, 'in another file');
});
