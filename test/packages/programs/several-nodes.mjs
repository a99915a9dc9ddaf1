import { execFileSync } from 'node:child_process';
import bcrypt from 'bcrypt';
import bufferutil from 'bufferutil';
import { digest } from './support.mjs';

// This process, and one of each other version of Node.js, whose executables are the arguments.
const masked = Buffer.alloc(1_000);
bufferutil.mask(Buffer.alloc(1_000, 5), Buffer.from([1, 2, 3, 4]), masked, 0, 1_000);
console.log(process.version, await bcrypt.hash('several', '$2b$04$abcdefghijklmnopqrstuu'), digest(masked));
for (const executable of process.argv.slice(2))
  process.stdout.write(execFileSync(executable, [new URL(import.meta.url).pathname]));
