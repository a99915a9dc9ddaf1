import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { packageRoot } from '../../src/environment/package-root.js';

type Texts = { readonly [key: string]: string | Texts };

const folder = path.join(packageRoot, 'i18n', 'en');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
/** Words of an exercise's own, or of a kind of task, stand beside the common ones: `hint_down_to_c`. */
const contexts = ['exercises', 'src/tasks']
  .flatMap((folder) => readdirSync(path.join(packageRoot, folder)))
  .join('|');
const keysIn = (file: string) => keysOf(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
const keys = new Set(files.flatMap((file) => [...keysIn(file)]));
const source = [...sources('src'), ...sources('exercises')].join('\n');

/** All keys, in plain words: `list.summary`. Plurals and contexts of one text are one key. */
function keysOf(texts: Texts): Set<string> {
  const context = new RegExp(`_(${contexts})$`);
  return new Set(writtenKeys(texts).map((key) => key.replace(/_(one|other)$/, '').replace(context, '')));
}

function writtenKeys(texts: Texts, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : writtenKeys(value, `${prefix}${key}.`),
  );
}

function sources(folder: string): string[] {
  const root = path.join(packageRoot, folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('submissions'))
    .map((file) => readFileSync(path.join(root, file), 'utf8'));
}

t.test('every text that the code asks for is there', async (t) => {
  const asked = [...source.matchAll(/\b(?:t|hasText|wrongUsage)\(\s*'([^']+)'/g)].map(([, key]) => key!);
  t.ok(asked.length > 50);
  t.same(
    [...new Set(asked)].filter((key) => !keys.has(key)),
    [],
  );
});

t.test('no two files have a text of the same key', async (t) => {
  const seen = new Set<string>();
  for (const file of files) {
    const here = writtenKeys(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
    t.same(
      here.filter((key) => seen.has(key)),
      [],
      file,
    );
    for (const key of here) seen.add(key);
  }
});

t.test('no text is there for nothing', async (t) => {
  const quoted = new Set([...source.matchAll(/'([\w-]+(?:\.[\w-]+)+)'/g)].map(([, key]) => key!));
  // t(`check.${id}.title`): whatever begins like this may be asked for.
  const prefixes = [...source.matchAll(/`([\w-]+\.[\w.-]*)\$\{/g)].map(([, prefix]) => prefix!);
  t.same(
    [...keys].filter((key) => !quoted.has(key) && !prefixes.some((prefix) => key.startsWith(prefix))),
    [],
  );
});
