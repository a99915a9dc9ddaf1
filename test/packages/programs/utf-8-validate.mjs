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
  // As for text messages of a WebSocket: valid ones become strings, which are parsed and answered.
  const messages = Array.from({ length: 50 }, (_, id) =>
    Buffer.from(JSON.stringify({ id, text: 'grüße '.repeat(id) })),
  );
  const answers = () =>
    messages.map((bytes) => {
      if (!isValidUTF8(bytes)) throw new Error('invalid UTF-8');
      const { id, text } = JSON.parse(bytes.toString());
      return Buffer.from(JSON.stringify({ id, length: text.length }));
    });
  console.log('answers', answers().length, String(answers()[49]));
  await repeat(answers);
} else {
  parentPort.postMessage(results());
}
