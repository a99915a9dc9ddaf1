import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { isMainThread, parentPort } from 'node:worker_threads';
import { bundle, bundleAsync, composeVisitors, transform, transformStyleAttribute } from 'lightningcss';
import { digest, errorOf, inWorker, repeat, withFolder } from './support.mjs';

const CSS = Buffer.from(`
:root { --accent: oklch(70% 0.1 240) }
.card { color: lab(50% 20 30); inset: 0; user-select: none; & .title { margin: 0 0 0 0; color: #ff0000 } }
@media (width >= 400px) { .card { display: grid; transition: opacity .2s } }
`);
const OPTIONS = {
  filename: 'card.css',
  code: CSS,
  minify: true,
  sourceMap: true,
  targets: { chrome: 80 << 16 },
};
const visitor = composeVisitors([
  { Length: ({ value, unit }) => ({ value: value * 2, unit }) },
  { Color: (color) => color, Rule: { style: (rule) => rule } },
]);

if (isMainThread) {
  const { code, map } = transform(OPTIONS);
  console.log('transformed', code.toString(), digest(map));
  const modules = transform({ ...OPTIONS, cssModules: true });
  console.log('modules', Object.keys(modules.exports).sort().join());
  console.log('visited', transform({ ...OPTIONS, visitor }).code.toString());
  console.log(
    'attribute',
    transformStyleAttribute({ code: Buffer.from('color: yellow; inset: 0'), minify: true }).code.toString(),
  );
  console.log(
    'errors',
    await errorOf(() => transform({ ...OPTIONS, code: Buffer.from('a { color: red; } }') })),
  );
  const thrower = {
    Color: () => {
      throw new TypeError('from a visitor');
    },
  };
  console.log('thrown', await errorOf(() => transform({ ...OPTIONS, visitor: thrower })));
  await withFolder(async (folder) => {
    writeFileSync(path.join(folder, 'a.css'), '@import "b.css"; .a { color: red }');
    writeFileSync(path.join(folder, 'b.css'), '.b { color: blue }');
    const filename = path.join(folder, 'a.css');
    console.log('bundled', bundle({ filename, minify: true }).code.toString());
    const resolver = {
      read: async (file) =>
        `/* ${path.basename(file)} */ ${file.endsWith('x.css') ? '.x { top: 1px }' : '@import "x.css";'}`,
      resolve: (specifier, from) => path.join(path.dirname(from), specifier),
    };
    console.log(
      'resolved',
      (await bundleAsync({ filename: '/one/main.css', resolver, minify: true })).code.toString(),
    );
    const both = ['/two/main.css', '/three/main.css'].map((file) =>
      bundleAsync({ filename: file, resolver, minify: true, visitor }),
    );
    console.log(
      'both',
      (await Promise.all(both)).map((result) => result.code.toString()),
    );
    const failing = { read: () => Promise.reject(new Error('cannot read it')) };
    console.log('rejected', await errorOf(() => bundleAsync({ filename, resolver: failing })));
  });
  console.log('workers', await Promise.all([inWorker(import.meta.url), inWorker(import.meta.url)]));
  await repeat(async () => {
    transform(OPTIONS);
    transform({ ...OPTIONS, visitor });
    await bundleAsync({
      filename: '/one/a.css',
      resolver: { read: () => '.a { color: red }' },
      minify: true,
    });
  });
} else {
  const { code } = transform({ ...OPTIONS, visitor });
  const resolver = { read: () => '.worker { color: red }' };
  const bundled = await bundleAsync({ filename: '/worker.css', resolver, minify: true });
  parentPort.postMessage([digest(code), bundled.code.toString()]);
}
