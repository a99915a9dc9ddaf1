import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Check, Task } from '../../src/course/task.js';
import { demangle } from '../../src/harness/parent/demangle.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import { delayTask } from '../../src/tasks/delay/task.js';
import { eachCall } from '../../src/tasks/values/expected.js';
import { wrongCallsThrow } from '../../src/tasks/wrong-calls/judge.js';
import { type Compiled, compiledSources, foreignNames } from './compiled.js';
import type { Params } from './params.js';
import { wrongCalls } from './wrong-calls.js';

type Drive = keyof typeof import('./scenarios.js').scenarios;

const plainC: Check = {
  id: 'plain-c',
  beforeRuns: true,
  judge: async (_, { packageFolder }) => isPlainC(await compiledSources(packageFolder), packageFolder),
};

const nodeApiOnly: Check = {
  id: 'node-api-only',
  beforeRuns: true,
  judge: async (_, { packageFolder }) => usesNodeApiOnly(await compiledSources(packageFolder)),
};

const badArguments: Check<Params, Drive> = {
  id: 'bad-arguments-throw',
  judge: async ({ wrongCallsOfPackage, wrongCallsOfAddon }, { params, packageFolder }) =>
    wrongCallsThrow(await wrongCallsOfPackage, await wrongCallsOfAddon, params.wrongCalls, packageFolder),
};

/** The task of OFF THE JS THREAD, with additional checks for C. */
export const task: Task<Params, Drive> = {
  ...delayTask,
  params: async (verification) => ({
    ...(await delayTask.params(verification)),
    wrongCalls: wrongCalls(),
  }),
  scenarios: {
    ...delayTask.scenarios,
    wrongCallsOfPackage: { drive: 'wrongCallsOfPackage', onDemand: true, expected: eachCall('wrongCalls') },
    wrongCallsOfAddon: { drive: 'wrongCallsOfAddon', onDemand: true, expected: eachCall('wrongCalls') },
  },
  checks: [
    ...delayTask.checks.filter(({ beforeRuns }) => beforeRuns),
    plainC,
    nodeApiOnly,
    ...delayTask.checks.filter(({ beforeRuns }) => !beforeRuns),
    badArguments,
  ],
};

/** A C++ file that binding.gyp names outside of comments. */
function cppInGyp(packageFolder: string): string | undefined {
  const text = readFileSync(path.join(packageFolder, 'binding.gyp'), 'utf8').replace(/^\s*#.*$/gm, '');
  return /["']([^"'\s]+\.(?:cc|cpp|cxx|C))["']/.exec(text)?.[1];
}

/** Judges that every compiled file is C and was compiled as C. */
function isPlainC(compiled: readonly Compiled[], packageFolder: string): Verdict {
  if (compiled.length === 0) return finding('plain-c.nothing');
  const other = compiled.find(({ source }) => !source.endsWith('.c'));
  if (other) {
    const where = placeInGyp(packageFolder, path.posix.basename(other.source));
    return finding('plain-c.other-language', { file: other.source }, where);
  }
  // If myaddon.c and myaddon.cc are both listed, they share an object file, and only one of them was compiled.
  const listed = cppInGyp(packageFolder);
  if (listed !== undefined)
    return finding('plain-c.other-language', { file: listed }, placeInGyp(packageFolder, listed));
  for (const { source, object } of compiled) {
    const [name] = object ? foreignNames(object).cpp.sort((a, b) => a.length - b.length) : [];
    if (name !== undefined) return finding('plain-c.as-cpp', { file: source, name: demangle(name) });
  }
  return undefined;
}

/** The first line of binding.gyp that names the file, or binding.gyp itself if gyp composed the name. */
function placeInGyp(packageFolder: string, name: string): string {
  const lines = readFileSync(path.join(packageFolder, 'binding.gyp'), 'utf8').split('\n');
  const index = lines.findIndex((line) => !line.trim().startsWith('#') && line.includes(name));
  return index === -1 ? 'binding.gyp' : `binding.gyp:${index + 1}`;
}

/** Judges that no object file refers to a function of libuv. V8 has no functions that C can call. */
function usesNodeApiOnly(compiled: readonly Compiled[]): Verdict {
  for (const { source, object } of compiled) {
    const [name] = object ? foreignNames(object).libuv : [];
    if (name === 'uv_sleep') return finding('node-api-only.sleep', { file: source, name }, source);
    if (name !== undefined) return finding('node-api-only.libuv', { file: source, name }, source);
  }
  return undefined;
}
