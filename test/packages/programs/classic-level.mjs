import { ClassicLevel } from 'classic-level';
import { errorOf, repeat, withFolder } from './support.mjs';

await withFolder(async (folder) => {
  const db = new ClassicLevel(folder, { valueEncoding: 'json' });
  await db.open();
  await db.put('a', { number: 1 });
  await db.batch(
    Array.from({ length: 200 }, (_, index) => ({ type: 'put', key: `k${index}`, value: index })),
  );
  console.log('get', await db.get('a'), await db.get('missing'), await db.getMany(['k1', 'k2', 'nothing']));
  console.log('sync', db.getSync('k7'), await db.has('k8'));
  const entries = [];
  for await (const [key, value] of db.iterator({ gte: 'k10', lt: 'k102' })) entries.push(`${key}=${value}`);
  console.log('iterator', entries.join());
  const snapshot = db.snapshot();
  await db.put('a', 'changed');
  console.log('snapshot', await db.get('a', { snapshot }), await db.get('a'));
  await snapshot.close();
  const users = db.sublevel('users');
  await users.open();
  await users.batch().put('ada', 'lovelace').put('alan', 'turing').write();
  console.log('sublevel', await users.keys().all(), await users.values({ reverse: true }).all());
  await db.clear({ gte: 'k5', limit: 20 });
  console.log('cleared', (await db.keys().all()).length);
  console.log(
    'size',
    (await db.approximateSize('a', 'z')) >= 0,
    db.getProperty('leveldb.num-files-at-level0') !== '',
  );
  await db.compactRange('a', 'z');
  await db.del('a');
  const other = new ClassicLevel(folder);
  console.log('locked', await errorOf(() => other.open()));
  await repeat(async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => db.put(`w${index}`, index)));
    await db.getMany(Array.from({ length: 30 }, (_, index) => `w${index}`));
    for await (const _ of db.iterator({ gte: 'w', limit: 30 }));
    for (let index = 0; index < 30; index++) db.getSync(`w${index}`);
  });
  const left = db.keys();
  await left.next();
  const closes = db.close();
  console.log('closed', await errorOf(() => db.get('a')));
  await closes;
  console.log('left', await errorOf(() => left.next()));
});
