import { isMainThread, parentPort } from 'node:worker_threads';
import argon2 from 'argon2';
import { errorOf, inWorker, repeat } from './support.mjs';

const OPTIONS = { salt: Buffer.from('sixteen bytes of'), memoryCost: 256, timeCost: 2, parallelism: 2 };

if (isMainThread) {
  const hash = await argon2.hash('secret', OPTIONS);
  console.log('hash', hash, await argon2.verify(hash, 'secret'), await argon2.verify(hash, 'wrong'));
  const raw = await argon2.hash('secret', { ...OPTIONS, raw: true, type: argon2.argon2i, hashLength: 24 });
  console.log('raw', raw.toString('hex'));
  console.log(
    'many',
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((text) => argon2.hash(text, OPTIONS))),
  );
  console.log(
    'rehash',
    argon2.needsRehash(hash, { ...OPTIONS, timeCost: 3 }),
    argon2.needsRehash(hash, OPTIONS),
  );
  console.log('errors', await errorOf(() => argon2.hash('x', { ...OPTIONS, salt: Buffer.alloc(1) })));
  console.log('workers', await Promise.all([inWorker(import.meta.url), inWorker(import.meta.url)]));
  await repeat(() => Promise.all(Array.from({ length: 8 }, (_, index) => argon2.hash(`${index}`, OPTIONS))));
} else {
  parentPort.postMessage(await argon2.hash('worker', OPTIONS));
}
