import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { packageRoot } from '../../src/environment/package-root.js';
import { stepComments } from '../../src/texts/step-comments.js';

t.test('each step is its whole comment, without markers', async (t) => {
  const source = [
    '// Follow STEP 1 to STEP 2 below.',
    '',
    '// Words about the function.',
    '// STEP 1: include the header,',
    '// <string>.',
    '#include <napi.h>',
    '  // STEP 2: write the text.',
    '  //',
    '  // More words.',
  ];
  t.same(stepComments(source.join('\n')), [
    'STEP 1: include the header, <string>.',
    'STEP 2: write the text.',
  ]);
  t.same(stepComments('{\r\n "//": [\r\n  "STEP 1: add a key",\r\n  "here."\r\n ],\r\n "a": 1 }'), [
    'STEP 1: add a key here.',
  ]);
  t.same(stepComments('  # STEP 3: name the target.\n"target": 1'), ['STEP 3: name the target.']);
});

t.test('code in a comment, and what follows it, belongs to the step', async (t) => {
  const source = '// STEP 1: begin\n// so:\n//\n//   int a;\n//     // b\n//\n// Then go\n// on.\nint a;';
  t.same(stepComments(source), ['STEP 1: begin so:\n  int a;\n    // b\nThen go on.']);
  t.same(stepComments('# STEP 5: print\n#\n#   "<!(node)"\n\n# Words.'), ['STEP 5: print\n  "<!(node)"']);
});

t.test('the steps of each starter file are numbered from 1', async (t) => {
  const templates = path.join(packageRoot, 'templates');
  for (const id of readdirSync(templates)) {
    const files = readdirSync(path.join(templates, id)).sort((a, b) => (a < b ? 1 : -1));
    const steps = files.flatMap((file) => stepComments(readFileSync(path.join(templates, id, file), 'utf8')));
    const numbers = [...new Set(steps.map((step) => Number(/^STEP (\d+)/.exec(step)?.[1])))].sort();
    t.same(
      numbers,
      Array.from(numbers.keys(), (index) => index + 1),
      id,
    );
    t.ok(numbers.length > 1, id);
  }
});
