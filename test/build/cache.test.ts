import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t, { type Test } from 'tap';
import { emptyCache, removeUnused } from '../../src/build/cache.js';
import { thisHolder } from '../../src/process/holder.js';

const DAY_S = 24 * 60 * 60;
const now = Date.now() / 1_000;

interface Home {
  readonly days: number;
  readonly held?: boolean;
}

/** A cache with workspaces that were used some days ago. */
function cacheWith(t: Test, workspaces: Readonly<Record<string, Home>>): { cache: string; folder: string } {
  const cache = t.testdir({ 'not-ours': 'kept', probes: { old: 'x', fresh: 'x' } });
  const folder = path.join(cache, 'modules-0123456789ab', 'workspaces');
  mkdirSync(folder, { recursive: true });
  for (const [name, { days, held }] of Object.entries(workspaces)) {
    const home = path.join(folder, name);
    mkdirSync(home);
    writeFileSync(path.join(home, 'content'), 'x'.repeat(1_000));
    if (held) writeFileSync(path.join(home, 'held-by'), thisHolder());
    utimesSync(home, now - days * DAY_S, now - days * DAY_S);
  }
  utimesSync(path.join(cache, 'probes', 'old'), now - 31 * DAY_S, now - 31 * DAY_S);
  process.env.LEARNYOUNATIVE_CACHE_DIR = cache;
  return { cache, folder };
}

t.test('what was not used for a month goes, unless it is in use', async (t) => {
  const { cache, folder } = cacheWith(t, {
    old: { days: 31 },
    fresh: { days: 29 },
    busy: { days: 31, held: true },
  });
  await removeUnused();
  t.same(readdirSync(folder).sort(), ['busy', 'fresh']);
  t.same(readdirSync(path.join(cache, 'probes')), ['fresh']);
});

t.test('a hundred workspaces are kept, the most recent', async (t) => {
  const many = Array.from({ length: 103 }, (_, index) => [`w${index}`, { days: index / 100 }] as const);
  const { folder } = cacheWith(t, Object.fromEntries(many));
  await removeUnused();
  t.equal(readdirSync(folder).length, 100);
  for (const gone of ['w100', 'w101', 'w102']) t.notOk(existsSync(path.join(folder, gone)));
});

t.test('modules of another version go with their last workspace', async (t) => {
  const { cache, folder } = cacheWith(t, {});
  const modules = path.dirname(folder);
  await removeUnused();
  t.ok(existsSync(modules));
  utimesSync(modules, now - 31 * DAY_S, now - 31 * DAY_S);
  await removeUnused();
  t.notOk(existsSync(modules));
  t.ok(existsSync(path.join(cache, 'not-ours')));
});

t.test('clean removes all but what is in use, and what is not ours', async (t) => {
  const { cache, folder } = cacheWith(t, { idle: { days: 0 }, busy: { days: 0, held: true } });
  const first = await emptyCache();
  t.ok(first.bytes > 1_000);
  t.ok(first.isInUse);
  t.same(readdirSync(folder), ['busy']);
  t.same(readdirSync(cache).sort(), ['modules-0123456789ab', 'not-ours']);

  writeFileSync(path.join(folder, 'busy', 'held-by'), '');
  t.match(await emptyCache(), { isInUse: false });
  t.same(readdirSync(cache), ['not-ours']);
  t.same(await emptyCache(), { bytes: 0, isInUse: false });
});
