import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import envPaths from 'env-paths';

const APP = 'learnyounative';

/**
 * The folder for data to keep: progress. `LEARNYOUNATIVE_CONFIG_DIR` overrides the system's default
 * (on Linux `$XDG_CONFIG_HOME/learnyounative`, or else `~/.config/learnyounative`).
 */
export function configFolder(): string {
  return fromEnvironment('LEARNYOUNATIVE_CONFIG_DIR') ?? envPaths(APP, { suffix: '' }).config;
}

/**
 * The folder for data that can be regenerated: build workspaces. `LEARNYOUNATIVE_CACHE_DIR` overrides the
 * system's default (on Linux `$XDG_CACHE_HOME/learnyounative`, or else `~/.cache/learnyounative`).
 */
export function cacheFolder(): string {
  return fromEnvironment('LEARNYOUNATIVE_CACHE_DIR') ?? envPaths(APP, { suffix: '' }).cache;
}

/**
 * Makes a folder and those above it, unless it is there. Not with `recursive`: that never returns for a folder in which
 * the system allows none, such as one in /proc (seen with Node.js 20.20).
 * @throws the system's error if it cannot be made
 */
export function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (!existsSync(path.dirname(folder))) makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process has made it meanwhile.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

function fromEnvironment(name: string): string | undefined {
  const value = process.env[name];
  return value ? path.resolve(value) : undefined;
}
