import { isMainThread, parentPort } from 'node:worker_threads';
import { isNativeAccelerationEnabled, Packr, pack, unpack } from 'msgpackr';
import { digest, inWorker, repeat } from './support.mjs';

const records = Array.from({ length: 500 }, (_, index) => ({
  id: index,
  name: `the name of number ${index}, which is not short`,
  tags: ['one', 'zwölf', '漢字', `tag ${index % 7}`],
  nested: { text: 'x'.repeat(index), ok: index % 2 === 0 },
}));
const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

if (isMainThread) {
  console.log('native', isNativeAccelerationEnabled);
  const packed = pack(records);
  console.log('packed', packed.length, digest(packed), isSame(unpack(packed), records));
  const structured = new Packr({ structuredClone: true, useRecords: true, bundleStrings: true });
  const bundled = structured.pack(records);
  console.log('bundled', bundled.length, digest(bundled), isSame(structured.unpack(bundled), records));
  console.log('workers', await Promise.all([inWorker(import.meta.url), inWorker(import.meta.url)]));
  await repeat(() => {
    for (let index = 0; index < 10; index++) unpack(packed);
  });
} else {
  parentPort.postMessage([isNativeAccelerationEnabled, isSame(unpack(pack(records)), records)]);
}
