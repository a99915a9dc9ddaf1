import { createRequire } from 'node:module';

const { byteLength, print } = createRequire(import.meta.url)('./build/Release/myaddon.node');

export { byteLength, print };
export default { byteLength, print };
