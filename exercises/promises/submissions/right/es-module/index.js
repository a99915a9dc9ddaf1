import { createRequire } from 'node:module';

const { squareRootOf: nativeSquareRootOf } = createRequire(import.meta.url)('bindings')('myaddon');

export const squareRootOf = async (n) => {
  const root = await nativeSquareRootOf(n);
  return root;
};
