import { mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import watcher from '@parcel/watcher';
import { errorOf, repeat, withFolder } from './support.mjs';

await withFolder(async (created) => {
  const folder = realpathSync(created);
  const watched = path.join(folder, 'watched');
  mkdirSync(path.join(watched, 'sub'), { recursive: true });
  const snapshot = path.join(folder, 'snapshot');
  await watcher.writeSnapshot(watched, snapshot);
  const seen = new Set();
  const wanted = ['create one', 'create sub/two', 'delete one', 'create three'];
  const subscription = await watcher.subscribe(
    watched,
    (error, events) => {
      if (error) throw error;
      for (const { type, path: file } of events) seen.add(`${type} ${path.relative(watched, file)}`);
    },
    { ignore: ['ignored'] },
  );
  const second = await watcher.subscribe(watched, () => {});
  writeFileSync(path.join(watched, 'ignored'), '');
  writeFileSync(path.join(watched, 'one'), '1');
  writeFileSync(path.join(watched, 'sub', 'two'), '2');
  await until(() => seen.has('create one') && seen.has('create sub/two'));
  renameSync(path.join(watched, 'one'), path.join(watched, 'three'));
  await until(() => wanted.every((event) => seen.has(event)));
  console.log('seen', [...seen].filter((event) => wanted.includes(event)).sort(), seen.has('create ignored'));
  await subscription.unsubscribe();
  await second.unsubscribe();
  const since = await watcher.getEventsSince(watched, snapshot);
  console.log('since', since.map(({ type, path: file }) => `${type} ${path.relative(watched, file)}`).sort());
  console.log(
    'error',
    (await errorOf(() => watcher.subscribe(path.join(folder, 'missing'), () => {}))) !== 'no error',
  );
  await repeat(async () => {
    for (let index = 0; index < 50; index++) writeFileSync(path.join(watched, 'sub', `${index}`), `${index}`);
    await watcher.writeSnapshot(watched, snapshot);
    const subscribed = await watcher.subscribe(watched, () => {});
    rmSync(path.join(watched, 'sub', '0'));
    await watcher.getEventsSince(watched, snapshot);
    await subscribed.unsubscribe();
  });
});

async function until(holds) {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 500) throw new Error('the events did not come');
    await delay(20);
  }
}
