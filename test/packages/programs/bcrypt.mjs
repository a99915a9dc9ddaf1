import { isMainThread, parentPort } from 'node:worker_threads';
import bcrypt from 'bcrypt';
import { errorOf, inWorker, repeat } from './support.mjs';

const SALT = '$2b$04$abcdefghijklmnopqrstuu';

if (isMainThread) {
  console.log('salt', (await bcrypt.genSalt(5)).length, bcrypt.genSaltSync(4).length);
  const hash = bcrypt.hashSync('correct horse', SALT);
  console.log('sync', hash, bcrypt.compareSync('correct horse', hash), bcrypt.compareSync('battery', hash));
  console.log('async', await bcrypt.hash('correct horse', SALT), await bcrypt.compare('correct horse', hash));
  console.log('rounds', bcrypt.getRounds(hash));
  console.log(
    'many',
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((text) => bcrypt.hash(text, SALT))),
  );
  await new Promise((resolve) => {
    bcrypt.hash('callback', SALT, (error, result) => {
      console.log('callback', error, result);
      resolve();
    });
  });
  console.log(
    'errors',
    await errorOf(() => bcrypt.hash('x', 'not a salt')),
    '|',
    await errorOf(() => bcrypt.hashSync(1)),
  );
  console.log('workers', await Promise.all([inWorker(import.meta.url), inWorker(import.meta.url)]));
  await repeat(async () => {
    bcrypt.hashSync('sync', SALT);
    await Promise.all(Array.from({ length: 8 }, (_, index) => bcrypt.hash(`${index}`, SALT)));
  });
} else {
  parentPort.postMessage([
    bcrypt.hashSync('worker', SALT),
    await bcrypt.compare('worker', bcrypt.hashSync('worker', SALT)),
  ]);
}
