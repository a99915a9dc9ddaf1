import path from 'node:path';
import envPaths from 'env-paths';

const APP = 'learnyounative';

/**
 * The folder for what must last: progress. `LEARNYOUNATIVE_CONFIG_DIR` wins over the system's own place
 * (on Linux `$XDG_CONFIG_HOME/learnyounative`, by default `~/.config/learnyounative`).
 */
export function configFolder(): string {
  return fromEnvironment('LEARNYOUNATIVE_CONFIG_DIR') ?? envPaths(APP, { suffix: '' }).config;
}

/**
 * The folder for what can be made again: build workspaces. `LEARNYOUNATIVE_CACHE_DIR` wins over the
 * system's own place (on Linux `$XDG_CACHE_HOME/learnyounative`, by default `~/.cache/learnyounative`).
 */
export function cacheFolder(): string {
  return fromEnvironment('LEARNYOUNATIVE_CACHE_DIR') ?? envPaths(APP, { suffix: '' }).cache;
}

function fromEnvironment(name: string): string | undefined {
  const value = process.env[name];
  return value ? path.resolve(value) : undefined;
}
