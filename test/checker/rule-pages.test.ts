/** Each rule has a page, which has the parts that all pages have. test/course/texts.test.ts compiles its code. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { rulePage, ruleSummary } from '../../src/checker/rule-pages.js';
import { RULES } from '../../src/checker/rules.js';
import { exercises } from '../../src/course/exercises.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { hasText } from '../../src/texts/translate.js';

t.test('every page belongs to a rule', async (t) => {
  t.same(readdirSync(path.join(packageRoot, 'rules')).sort(), RULES.map(({ id }) => `${id}.md`).sort());
});

for (const { id, severity } of RULES) {
  t.test(`${id}: has all parts`, async (t) => {
    const page = rulePage(id);
    t.same(
      [...page.matchAll(/^#+ (.*)$/gm)].map(([, title]) => title),
      [
        id,
        severity === 'error' ? 'Why it is a bug' : 'Why it matters',
        'What was observed',
        'How to fix it',
        'See also',
      ],
    );
    t.match(page, /^Wrong: [\s\S]*?^```c(?:pp)? fragment$[\s\S]*^Right: [\s\S]*?^```c(?:pp)? fragment$/m);
    const words = page.replace(/^```[\s\S]*?^```$/gm, '').split(/\s+/).length;
    t.ok(words >= 150 && words <= 300, `${words} words`);
  });

  t.test(`${id}: names exercises and official pages`, async (t) => {
    const [, seeAlso = ''] = rulePage(id).split('## See also');
    const [, named = ''] = /^- The exercises? (.*)$/m.exec(seeAlso) ?? [];
    for (const title of named.split(' and '))
      t.ok(
        exercises.some((exercise) => exercise.title === title),
        title,
      );
    t.match(seeAlso, /https:\/\/(?:nodejs\.org|docs\.libuv\.org)\//);
  });

  t.test(`${id}: has a summary of one line`, async (t) => {
    t.ok(hasText(`rule.${id}.summary`));
    t.notMatch(ruleSummary(id), /\n|\.$/);
  });
}
