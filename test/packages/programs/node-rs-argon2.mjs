import { isMainThread, parentPort } from 'node:worker_threads';
import { Algorithm, hash, hashRaw, hashSync, verify, verifySync } from '@node-rs/argon2';
import { errorOf, inWorker, repeat } from './support.mjs';

const OPTIONS = { salt: Buffer.from('sixteen bytes of'), memoryCost: 256, timeCost: 2, parallelism: 1 };

if (isMainThread) {
  const known = hashSync('secret', OPTIONS);
  console.log('sync', known, verifySync(known, 'secret'), verifySync(known, 'wrong'));
  console.log('async', await hash('secret', OPTIONS), await verify(known, 'secret'));
  console.log(
    'raw',
    (await hashRaw(Buffer.from('secret'), { ...OPTIONS, algorithm: Algorithm?.Argon2d ?? 0 })).toString(
      'hex',
    ),
  );
  console.log('many', await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => hash(text, OPTIONS))));
  console.log(
    'errors',
    await errorOf(() => verify('not a hash', 'x')),
    '|',
    await errorOf(() => hashSync(5, OPTIONS)),
  );
  const abort = new AbortController();
  const slow = Array.from({ length: 12 }, () => hash('slow', { ...OPTIONS, memoryCost: 16_384 }));
  const aborted = errorOf(() => hash('never', OPTIONS, abort.signal));
  abort.abort();
  console.log('aborted', await aborted, (await Promise.all(slow)).length);
  console.log('workers', await Promise.all([inWorker(import.meta.url), inWorker(import.meta.url)]));
  await repeat(async () => {
    const hashes = await Promise.all(Array.from({ length: 8 }, (_, index) => hash(`${index}`, OPTIONS)));
    for (const known of hashes) verifySync(known, 'x');
  });
} else {
  parentPort.postMessage([hashSync('worker', OPTIONS), await verify(hashSync('worker', OPTIONS), 'worker')]);
}
