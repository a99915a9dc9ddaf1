const { createRequire } = await import('node:module');
const { access } = await import('node:fs/promises');

const require = createRequire(import.meta.url);
const release = new URL('./build/Release/myaddon.node', import.meta.url);
const there = await access(release).then(() => true, () => false);

export default require(there ? './build/Release/myaddon.node' : './build/Debug/myaddon.node');
