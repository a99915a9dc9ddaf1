// Loads the package that the first argument names, and tells the file of the second when that was.
import { writeFileSync } from 'node:fs';

const [, , name, file] = process.argv;
await import(name);
writeFileSync(
  file,
  JSON.stringify({ loadedAt: performance.timeOrigin + performance.now(), ms: performance.now() }),
);
