import { isMainThread, parentPort } from 'node:worker_threads';
import isValidUTF8 from 'utf-8-validate';
import { inWorker, repeat } from './support.mjs';

const TEXTS = ['', 'plain', 'ü', '漢字かな交じり文', '🦀'.repeat(100), 'x'.repeat(100_000)].map((text) =>
  Buffer.from(text),
);
const BROKEN = [[0xc0, 0x80], [0xff], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80]].map(
  (bytes) => Buffer.from(bytes),
);
const results = () => [...TEXTS, ...BROKEN].map((bytes) => isValidUTF8(bytes));

if (isMainThread) {
  console.log('main', results());
  console.log('workers', await Promise.all([inWorker(import.meta.url), inWorker(import.meta.url)]));
  const text = Buffer.from('grüße '.repeat(500));
  await repeat(() => {
    for (let index = 0; index < 100; index++) isValidUTF8(text);
  });
} else {
  parentPort.postMessage(results());
}
