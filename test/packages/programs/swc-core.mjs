import { isMainThread, parentPort } from 'node:worker_threads';
import { minify, parse, parseSync, print, printSync, transform, transformSync } from '@swc/core';
import { digest, errorOf, inWorker, repeat } from './support.mjs';

const SOURCE = `
import { readFile } from 'node:fs/promises';
interface Item { readonly name: string; count?: number }
export class Shop<T extends Item> {
  #items: T[] = [];
  add(...items: T[]): this { this.#items.push(...items); return this; }
  async total(): Promise<number> { return this.#items.reduce((sum, { count = 1 }) => sum + count, 0); }
}
export const view = (text: string) => <p className="a">{text ?? 'none'}</p>;
`;
const TS = {
  jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2018' },
  filename: 'shop.tsx',
  sourceMaps: true,
};

if (isMainThread) {
  const { code, map } = transformSync(SOURCE, TS);
  console.log('sync', code.length, digest(code), digest(map));
  console.log('async', digest((await transform(SOURCE, TS)).code));
  const module = await parse(SOURCE, { syntax: 'typescript', tsx: true });
  console.log('parsed', module.type, module.body.map(({ type }) => type).join());
  console.log(
    'printed',
    digest((await print(module)).code),
    digest(printSync(parseSync('let a = 1 + 2;')).code),
  );
  console.log(
    'minified',
    (await minify('function add(first, second) { return first + second }; add(1, 2)', { mangle: true })).code,
  );
  const many = Array.from({ length: 8 }, (_, index) =>
    transform(`export const value${index}: number = ${index};`, TS),
  );
  console.log(
    'many',
    (await Promise.all(many)).map((result) => digest(result.code)),
  );
  console.log(
    'errors',
    (await errorOf(() => transform('let = ;', TS))).length > 0,
    await errorOf(() => minify(5)),
  );
  console.log('workers', await Promise.all([inWorker(import.meta.url), inWorker(import.meta.url)]));
  await repeat(async () => {
    transformSync(SOURCE, TS);
    await Promise.all([
      transform(SOURCE, TS),
      transform(SOURCE, TS),
      minify(code, { module: true }),
      parse(SOURCE, TS.jsc.parser),
    ]);
  });
} else {
  parentPort.postMessage([
    digest(transformSync(SOURCE, TS).code),
    digest((await transform(SOURCE, TS)).code),
  ]);
}
