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

function fromEnvironment(name: string): string | undefined {
  const value = process.env[name];
  return value ? path.resolve(value) : undefined;
}
