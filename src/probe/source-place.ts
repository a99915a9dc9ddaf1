/** Resolves addresses in an add-on to locations in the learner's source, with addr2line or atos. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Message } from '../report/finding.js';
import type { StackTrace } from './record-fields.js';
import { recordsOf, type Trace } from './trace.js';

/** A location in the learner's source. */
export interface SourcePlace {
  readonly function: string;
  /** For example, `myaddon.cc:23`; `undefined` without debug information. */
  readonly where: string | undefined;
}

/**
 * The innermost frame in the learner's source, skipping headers of node-addon-api and the standard library. Without
 * debug information, only the function; `undefined` when addr2line or atos is missing or finds nothing.
 */
export function sourcePlace(
  { file: addonFile, frames }: StackTrace,
  packageFolder: string,
): SourcePlace | undefined {
  if (addonFile === undefined || frames.length === 0) return undefined;
  const found = framesAt(addonFile, frames).flat();
  for (const { name, file, line } of found) {
    if (file === undefined) continue;
    const relative = path.relative(packageFolder, file);
    if (relative.startsWith('..') || path.isAbsolute(relative) || isDependency(relative)) continue;
    return { function: name, where: `${relative.split(path.sep).join('/')}:${line}` };
  }
  const named = found.find(({ name, file }) => file === undefined && !/^(?:\?\?$|Napi::|std::)/.test(name));
  return named && { function: named.name, where: undefined };
}

/** The most frequently sampled location, such as `myaddon.cc:23`; `undefined` if no sample was in the add-on. */
export function sampledPlace(trace: Trace, packageFolder: string): string | undefined {
  const counts = new Map<string, number>();
  for (const { stack } of recordsOf(trace, 'sample')) {
    const where = sourcePlace(stack, packageFolder)?.where;
    if (where !== undefined) counts.set(where, (counts.get(where) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Longer names, such as those of templates, are not displayed. In characters. */
const LONGEST_NAME = 60;

/**
 * The name of a C++ function as in its source: `DelayWorker::Execute` for `DelayWorker::Execute()`. A message for a
 * lambda, which has no name; `undefined` for functions of the standard library and for names that are too long.
 */
export function displayName(name: string): string | Message | undefined {
  if (/^(?:void |decltype\(.*\) )?std::|^\?\?/.test(name)) return undefined;
  if (/\{lambda\(|\$_\d|operator\(\)|'lambda\d*'/.test(name))
    return { text: 'check.no-v8-off-thread.lambda' };
  const bare = name.replace('(anonymous namespace)::', '').replace(/\(.*$/, '').trim();
  return bare === '' || bare.length > LONGEST_NAME ? undefined : bare;
}

function isDependency(relative: string): boolean {
  return relative.split(path.sep).includes('node_modules');
}

/** A function at an address. */
export interface Frame {
  /** `??` if it is unknown. */
  readonly name: string;
  /** `undefined` without debug information. */
  readonly file: string | undefined;
  /** 0 without debug information. */
  readonly line: number;
}

/**
 * The frames at each offset; inlined functions come before their callers. All are empty when addr2line or atos is missing.
 * With atos, the frames of all offsets are in the first.
 * @param addonFile the module
 * @param offsets return addresses in it, in bytes from its start
 */
export function framesAt(addonFile: string, offsets: readonly number[]): Frame[][] {
  // A return address points after the call: one byte less is inside it.
  const addresses = offsets.map((offset) => `0x${(offset - 1).toString(16)}`);
  const [command, args] =
    process.platform === 'darwin'
      ? (['atos', ['-o', addonFile, '-i', '-fullPath', '--offset', ...addresses]] as const)
      : (['addr2line', ['-e', addonFile, '-a', '-i', '-f', '-C', ...addresses]] as const);
  const { status, stdout } = spawnSync(command, [...args], { encoding: 'utf8', windowsHide: true });
  if (status !== 0 || !stdout) return offsets.map(() => []);
  return process.platform === 'darwin' ? parseAtos(stdout) : parseAddr2line(stdout);
}

/** For each address a line with it, and then two lines per frame: the function, and `file:line`. */
function parseAddr2line(output: string): Frame[][] {
  const stacks: Frame[][] = [];
  const lines = output.split('\n');
  for (let index = 0; index + 1 < lines.length; ) {
    if (/^0x[0-9a-f]+$/.test(lines[index]!)) {
      stacks.push([]);
      index += 1;
      continue;
    }
    const place = /^(.+):(\d+)(?: \(discriminator \d+\))?$/.exec(lines[index + 1]!);
    const file = place && place[1] !== '??' ? path.resolve(place[1]!) : undefined;
    stacks.at(-1)?.push({ name: lines[index]!, file, line: Number(place?.[2] ?? 0) });
    index += 2;
  }
  return stacks;
}

/** `Delay(Napi::CallbackInfo const&) (in myaddon.node) (/place/myaddon.cc:12)`: all frames as one stack. */
function parseAtos(output: string): Frame[][] {
  const frames = output.split('\n').flatMap((text): Frame[] => {
    const found = /^(.*) \(in .*?\) \((.+):(\d+)\)$/.exec(text);
    if (found) return [{ name: found[1]!, file: found[2]!, line: Number(found[3]) }];
    const named = /^(.*) \(in .*?\) \+ \d+$/.exec(text);
    return named ? [{ name: named[1]!, file: undefined, line: 0 }] : [];
  });
  return [frames];
}
