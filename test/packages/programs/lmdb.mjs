import path from 'node:path';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { open } from 'lmdb';
import { errorOf, inWorker, repeat, withFolder } from './support.mjs';

if (isMainThread) {
  await withFolder(async (folder) => {
    const file = path.join(folder, 'store');
    const root = open({ path: file, compression: true });
    const db = root.openDB({ name: 'things' });
    await db.put('a', { number: 1, text: 'x'.repeat(2_000) });
    console.log('get', db.get('a').number, db.get('missing'), db.doesExist('a'));
    await Promise.all(Array.from({ length: 300 }, (_, index) => db.put(index, `value ${index}`)));
    console.log(
      'range',
      [...db.getRange({ start: 5, end: 9 })].map(({ key, value }) => `${key}=${value}`).join(),
    );
    console.log('count', db.getKeysCount(), db.getCount());
    console.log(
      'transaction',
      await db.transaction(() => {
        const value = db.get(7);
        db.put(7, `${value}, changed`);
        return db.get(7);
      }),
    );
    console.log(
      'aborted',
      await errorOf(() =>
        db.transaction(() => {
          throw new Error('not this time');
        }),
      ),
      db.get(7),
    );
    db.transactionSync(() => db.put('sync', true));
    console.log('sync', db.get('sync'), await db.remove('sync'), db.get('sync'));
    const versioned = root.openDB({ name: 'versions', useVersions: true });
    await versioned.put('v', 'first', 1);
    console.log(
      'version',
      await versioned.put('v', 'second', 2, 1),
      await versioned.put('v', 'third', 3, 1),
      versioned.getEntry('v'),
    );
    const duplicates = root.openDB({ name: 'duplicates', dupSort: true, encoding: 'ordered-binary' });
    for (const value of ['x', 'y', 'z']) await duplicates.put('key', value);
    console.log('values', [...duplicates.getValues('key')], duplicates.getValuesCount('key'));
    console.log('binary', db.getBinary(3)?.length, (await db.prefetch([1, 2, 3])) === undefined);
    console.log('worker', await inWorker(import.meta.url, file), db.get('from worker'));
    await repeat(async () => {
      const puts = Array.from({ length: 200 }, (_, index) => db.put(index, `again ${index}`));
      for (let index = 0; index < 1_000; index++) db.get(index % 300);
      for (const _ of db.getRange({ start: 0, end: 200 }));
      await Promise.all(puts);
    });
    await root.close();
    console.log('closed', root.status ?? 'closed');
  });
} else {
  const root = open({ path: workerData, compression: true });
  const db = root.openDB({ name: 'things' });
  await db.put('from worker', [1, 2, 3]);
  parentPort.postMessage([db.get('a').number, db.get(12)]);
  await root.close();
}
