import { isMainThread, parentPort } from 'node:worker_threads';
import sharp from 'sharp';
import { digest, errorOf, inWorker, repeat } from './support.mjs';

const SIZE = 256;
const pixels = Buffer.from(
  Array.from({ length: SIZE * SIZE * 3 }, (_, index) => (index * 7 + (index >> 8)) & 255),
);
const image = () => sharp(pixels, { raw: { width: SIZE, height: SIZE, channels: 3 } });

if (isMainThread) {
  const png = await image().png().toBuffer();
  const { format, width, height, channels } = await sharp(png).metadata();
  console.log('metadata', format, width, height, channels);
  console.log('resized', digest(await sharp(png).resize(64, 48).raw().toBuffer()));
  const stats = await sharp(png).stats();
  console.log(
    'stats',
    stats.channels.map(({ min, max, sum }) => [min, max, sum]),
  );
  const many = Array.from({ length: 8 }, (_, index) =>
    image()
      .rotate(90 * index)
      .resize(20 + index)
      .raw()
      .toBuffer(),
  );
  console.log('many', (await Promise.all(many)).map(digest));
  const composed = image().composite([{ input: await image().resize(32).png().toBuffer(), left: 8, top: 8 }]);
  console.log('composed', digest(await composed.grayscale().blur(2).raw().toBuffer()));
  console.log('formats', await Promise.all(['jpeg', 'webp', 'avif', 'gif', 'tiff'].map(sizeAs)));
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="9" height="9"/></svg>',
  );
  console.log('svg', digest(await sharp(svg).raw().toBuffer()));
  console.log('stream', await streamed(png));
  console.log('error', await errorOf(() => sharp(Buffer.from('not an image')).toBuffer()));
  console.log('counters', sharp.counters(), sharp.concurrency() > 0, sharp.simd() !== undefined);
  console.log('workers', await Promise.all([inWorker(import.meta.url), inWorker(import.meta.url)]));
  await repeat(async () => {
    const buffers = await Promise.all(
      [120, 130, 140, 150].map((side) => image().resize(side).jpeg().toBuffer()),
    );
    await Promise.all(buffers.map((buffer) => sharp(buffer).metadata()));
  });
} else {
  parentPort.postMessage(digest(await image().resize(32, 32).raw().toBuffer()));
}

async function sizeAs(format) {
  const { info } = await image().resize(16).toFormat(format).toBuffer({ resolveWithObject: true });
  return [info.format, info.width, info.height];
}

async function streamed(input) {
  const transform = sharp().resize(10, 10).raw();
  transform.end(input);
  const chunks = [];
  for await (const chunk of transform) chunks.push(chunk);
  return digest(Buffer.concat(chunks));
}
