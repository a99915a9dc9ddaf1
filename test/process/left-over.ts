import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { until } from './waiting.js';

/** The processes that run in a folder or below, or were called with its name; found on Linux, where `/proc` is. */
export function processesIn(folder: string): string[] {
  return numbersIn('/proc').flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const here = readlinkSync(`/proc/${pid}/cwd`).startsWith(folder) || command.includes(folder);
      return here && Number(pid) !== process.pid ? [`${pid} ${command}`] : [];
    } catch {
      return []; // It has ended, or is none of ours.
    }
  });
}

/** Resolves when none is left. */
export async function noneLeftIn(folder: string): Promise<void> {
  await until(() => processesIn(folder).length === 0, `no process is left in ${folder}`);
}

function numbersIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}
