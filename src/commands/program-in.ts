import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { wrongUsage } from '../shell/wrong-usage.js';

/**
 * The program of a package: its demo.js or, if there is none, its main module.
 * @param packageFolder the private copy, where the add-on was built
 * @param given the folder as the learner wrote it, for the message
 * @throws {Stop} when there is neither
 */
export function programIn(packageFolder: string, given: string): string {
  const demo = path.join(packageFolder, 'demo.js');
  if (existsSync(demo)) return demo;
  if (!hasMain(packageFolder)) throw wrongUsage('trace.no-main', { folder: given });
  return packageFolder;
}

/** Whether Node.js can run it: a file, or a folder with a main module. */
export function isProgram(file: string): boolean {
  return existsSync(file) && (statSync(file).isFile() || hasMain(file));
}

function hasMain(folder: string): boolean {
  try {
    createRequire(path.join(folder, 'package.json')).resolve(folder);
    return true;
  } catch {
    return false;
  }
}
