import { readFileSync } from 'node:fs';
import path from 'node:path';
import envPaths from 'env-paths';

/**
 * The folder to give node-gyp as `--nodedir`, when the headers of exactly the running Node.js are on the disk: beside
 * its executable, as in the official Linux and macOS distributions, or where npm was told they are. `undefined` means
 * that node-gyp has to find or download them.
 */
export function headersOnDisk(): string | undefined {
  const besideNode = path.dirname(path.dirname(process.execPath));
  const toldToNpm = process.env.npm_config_nodedir;
  return [besideNode, toldToNpm].find((folder) => folder !== undefined && isOfRunningNode(folder));
}

/**
 * Where the running Node's `node_api.h` and `uv.h` may be, the likeliest first: on the disk with Node.js, or where
 * node-gyp puts what it downloads.
 */
export function includeFolders(): string[] {
  const onDisk = headersOnDisk();
  const downloads = process.env.npm_config_devdir ?? envPaths('node-gyp', { suffix: '' }).cache;
  const downloaded = path.join(downloads, process.versions.node, 'include', 'node');
  return onDisk === undefined ? [downloaded] : [includeFolder(onDisk), downloaded];
}

/** Where `node_api.h` and its neighbours are below a `--nodedir`. */
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
