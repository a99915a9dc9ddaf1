import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds learnyounative's own package.json, exercises, templates and texts. */
export const packageRoot: string = findRoot(path.dirname(fileURLToPath(import.meta.url)));

/** learnyounative's own package.json, as far as the code needs it. */
export const packageJson: {
  name: string;
  version: string;
  bugs: { url: string };
  engines: { node: string };
} = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8'));

/** Where a compiled module is, whether the caller itself runs compiled or from its TypeScript source. */
export function compiledModule(...segments: string[]): string {
  return path.join(packageRoot, 'dist', ...segments);
}

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  return findRoot(path.dirname(folder));
}
