/** What the programs share: how they print, and how they repeat their workload so that its time can be measured. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** The beginning of a hash, so that the output shows that two results are the same. */
export function digest(bytes) {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** The message of the error that this throws, or rejects with. */
export async function errorOf(run) {
  try {
    await run();
    return 'no error';
  } catch (error) {
    return `${error.name}: ${error.message.split('\n')[0]}`;
  }
}

/** Calls `run` with a folder that is removed at the end. */
export async function withFolder(run) {
  const folder = mkdtempSync(path.join(tmpdir(), 'packages-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the same program in a worker thread. @returns what it posted */
export function inWorker(url, workerData) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(url), { workerData });
    let message;
    worker.once('message', (posted) => {
      message = posted;
    });
    worker.once('error', reject);
    worker.once('exit', (code) =>
      code === 0 ? resolve(message) : reject(new Error(`the worker's exit code is ${code}`)),
    );
  });
}

/**
 * Repeats the workload: never without an argument, until it has used a processor for a second with `calibrate`, or taken
 * ten, else as often as the argument says. Writes the number and the times to the file that the second argument names.
 */
export async function repeat(workload) {
  const [, , times, file] = process.argv;
  if (times === undefined) return;
  await workload();
  const cpu = process.cpuUsage();
  const from = performance.now();
  let rounds = 0;
  const isEnough = () => {
    if (times !== 'calibrate') return rounds >= Number(times);
    const { user, system } = process.cpuUsage(cpu);
    const wallMs = performance.now() - from;
    return wallMs >= 10_000 || (wallMs >= 1_000 && user + system >= 1e6);
  };
  while (!isEnough()) {
    await workload();
    rounds++;
  }
  const wallMs = performance.now() - from;
  const { user, system } = process.cpuUsage(cpu);
  writeFileSync(file, JSON.stringify({ rounds, wallMs, cpuMs: (user + system) / 1_000 }));
}
