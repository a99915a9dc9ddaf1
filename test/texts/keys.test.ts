import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { situationsByCheck } from '../../scripts/checks-page.js';
import { packageRoot } from '../../src/environment/package-root.js';

type Texts = { readonly [key: string]: string | Texts };

const folder = path.join(packageRoot, 'i18n', 'en');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
/** An exercise or a kind of task can have its own variant of a common text: `hint_down_to_c`. */
const contexts = ['exercises', 'src/tasks']
  .flatMap((folder) => readdirSync(path.join(packageRoot, folder)))
  .join('|');
const keysIn = (file: string) => keysOf(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
const keys = new Set(files.flatMap((file) => [...keysIn(file)]));
const source = [...sources('src'), ...sources('exercises')].join('\n');

/** All keys, such as `list.summary`, without plural and context suffixes. */
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

t.test('every text that the code uses exists', async (t) => {
  const asked = [...source.matchAll(/\b(?:t|hasText|wrongUsage)\(\s*'([^']+)'/g)].map(([, key]) => key!);
  t.ok(asked.length > 50);
  t.same(
    [...new Set(asked)].filter((key) => !keys.has(key)),
    [],
  );
});

t.test('no key is in two files', async (t) => {
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

t.test('every text is used', async (t) => {
  const quoted = new Set([...source.matchAll(/'([\w-]+(?:\.[\w-]+)+)'/g)].map(([, key]) => key!));
  // t(`check.${id}.title`): every key with this prefix counts as used.
  const prefixes = [...source.matchAll(/`([\w-]+\.[\w.-]*)\$\{/g)].map(([, prefix]) => prefix!);
  const isAsked = (key: string) => quoted.has(key) || prefixes.some((prefix) => key.startsWith(prefix));
  t.same(
    [...keys].filter((key) => !key.startsWith('check.') && !isAsked(key)),
    [],
  );
});

t.test('every situation that has a text occurs in the code', async (t) => {
  const quoted = new Set([...source.matchAll(/'([\w.-]+)'/g)].map(([, text]) => text!));
  // finding(`js-thread-free.held-${place}`): a placeholder matches any name.
  const templates = [...source.matchAll(/`([\w.-]*\$\{[^`]*)`/g)].map(([, text]) => text!);
  const patterns = templates
    .map((text) => text.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '\0').replace(/[.]/g, '\\.'))
    .filter((text) => /^[\w\0-]+\\\.[\w\0-]*[\w-]/.test(text) && /^[\w\0\\.-]+$/.test(text))
    .map((text) => new RegExp(`^${text.replaceAll('\0', '[a-z0-9-]*')}$`));
  const unused = [...situationsByCheck()].flatMap(([check, names]) =>
    [...names]
      .filter(
        (name) =>
          !quoted.has(name) && !quoted.has(`${check}.${name}`) && !quoted.has(`check.${check}.${name}`),
      )
      .map((name) => `${check}.${name}`)
      .filter((situation) => !patterns.some((pattern) => pattern.test(situation))),
  );
  t.same(unused, []);
});
