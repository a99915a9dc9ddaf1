import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { until } from './waiting.js';

/** The processes whose working folder or command line is in a folder. Needs `/proc`: empty except on Linux. */
export function processesIn(folder: string): string[] {
  return numbersIn('/proc').flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const here = readlinkSync(`/proc/${pid}/cwd`).startsWith(folder) || command.includes(folder);
      return here && Number(pid) !== process.pid ? [`${pid} ${command}`] : [];
    } catch {
      return []; // It has ended, or belongs to another user.
    }
  });
}

/** Resolves when no such process is left. */
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
