/** What the scripts that use packages from npm share: fetching a Node.js, and running npm. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const cache = path.join(process.cwd(), 'node_modules', '.cache', 'learnyounative-nodes');

/**
 * Downloads the latest Node.js of a release line to `node_modules/.cache`. Remove that folder to download it again. The
 * platform-specific packages contain the whole distribution, including headers, and need no install script.
 */
export async function fetchNode(line: string): Promise<{ executable: string; version: string }> {
  const folder = path.join(cache, line);
  const home = path.join(folder, 'node_modules', 'node');
  if (!existsSync(path.join(home, 'include', 'node', 'node_version.h'))) {
    console.log(`fetching Node.js ${line}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const fetched = await npm(['install', ...options, `node@npm:${platformPackage()}@${line}`], folder);
    if (!fetched) throw new Error(`Node.js ${line} could not be fetched from npm`);
  }
  const { version, bin } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
  return { executable: path.join(home, bin.node), version };
}

function platformPackage(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}`;
}

/** Scripts that npm runs get npm's path in `npm_execpath`, so no shell is needed to find it. */
export function npm(args: readonly string[], cwd: string): Promise<boolean> {
  const program = process.env.npm_execpath;
  return program ? run(process.execPath, [program, ...args], cwd) : run('npm', args, cwd);
}

/** @returns whether the program ended with exit code 0 */
export function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
}
