import { isMainThread, parentPort } from 'node:worker_threads';
import bufferutil from 'bufferutil';
import { digest, inWorker, repeat } from './support.mjs';

const MASK = Buffer.from([1, 2, 4, 128]);

function maskAndUnmask(length) {
  const source = Buffer.from(Array.from({ length }, (_, index) => index & 255));
  const output = Buffer.alloc(length + 3);
  bufferutil.mask(source, MASK, output, 3, length);
  const masked = digest(output);
  bufferutil.unmask(output.subarray(3), MASK);
  return [length, masked, output.subarray(3).equals(source)];
}

if (isMainThread) {
  for (const length of [0, 1, 7, 64, 1_000, 100_000]) console.log(...maskAndUnmask(length));
  console.log('workers', await Promise.all([inWorker(import.meta.url), inWorker(import.meta.url)]));
  const source = Buffer.alloc(4_096, 7);
  const output = Buffer.alloc(4_096);
  await repeat(() => {
    for (let index = 0; index < 100; index++) {
      bufferutil.mask(source, MASK, output, 0, source.length);
      bufferutil.unmask(output, MASK);
    }
  });
} else {
  parentPort.postMessage(maskAndUnmask(5_000));
}
