import { readFileSync } from 'node:fs';
import path from 'node:path';
import envPaths from 'env-paths';

/**
 * The folder to pass to node-gyp as `--nodedir` when the headers of the running Node.js version are on disk: next to
 * its executable, as in the official Linux and macOS distributions, or in npm's `nodedir`. `undefined` means that
 * node-gyp has to find or download them.
 */
export function headersOnDisk(): string | undefined {
  const besideNode = path.dirname(path.dirname(process.execPath));
  const npmNodedir = process.env.npm_config_nodedir;
  return [besideNode, npmNodedir].find((folder) => folder !== undefined && isOfRunningNode(folder));
}

/**
 * The folders that may contain `node_api.h` and `uv.h` of the running Node.js, the most likely first: those of its
 * distribution, then node-gyp's downloads.
 */
export function includeFolders(): string[] {
  const onDisk = headersOnDisk();
  const downloads = process.env.npm_config_devdir ?? envPaths('node-gyp', { suffix: '' }).cache;
  const downloaded = path.join(downloads, process.versions.node, 'include', 'node');
  return onDisk === undefined ? [downloaded] : [includeFolder(onDisk), downloaded];
}

/** The folder with `node_api.h` in a `--nodedir`. */
function includeFolder(nodedir: string): string {
  return path.join(nodedir, 'include', 'node');
}

function isOfRunningNode(folder: string): boolean {
  let header: string;
  try {
    header = readFileSync(path.join(includeFolder(folder), 'node_version.h'), 'utf8');
  } catch {
    return false;
  }
  const part = (name: string) => new RegExp(`^#define NODE_${name}_VERSION (\\d+)$`, 'm').exec(header)?.[1];
  return [part('MAJOR'), part('MINOR'), part('PATCH')].join('.') === process.versions.node;
}
