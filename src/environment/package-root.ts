import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of learnyounative's own package.json, exercises, templates and texts. */
export const packageRoot: string = findRoot(path.dirname(fileURLToPath(import.meta.url)));

/** learnyounative's own package.json; only the fields that are used. */
export const packageJson: {
  name: string;
  version: string;
  homepage: string;
  bugs: { url: string };
  engines: { node: string };
} = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8'));

/** The path of a compiled module in `dist`, also for callers that run from their TypeScript source. */
export function compiledModule(...segments: string[]): string {
  return path.join(packageRoot, 'dist', ...segments);
}

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  return findRoot(path.dirname(folder));
}
