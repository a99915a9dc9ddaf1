import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { BUILD_CHECKS } from '../../src/course/build-checks.js';
import { exitsCleanly, processEnds } from '../../src/course/process-verdicts.js';
import type { Task } from '../../src/course/task.js';
import { undeclaredDependency } from '../../src/course/undeclared-dependency.js';
import { observation } from '../../src/harness/parent/run-record.js';
import { type Copies, makeCopies } from './copies.js';
import { exportsReassigned } from './javascript.js';
import {
  exportedNames,
  leavesProcessAlone,
  loadsIn,
  loadsItsOwnAddon,
  packageLoads,
  passesOnExports,
  throwsWithoutBinary,
} from './judge.js';
import type { DriveParams } from './params.js';

type Drive = keyof typeof import('./scenarios.js').scenarios;
type Scenario =
  | 'own'
  | 'elsewhere'
  | 'reference'
  | 'alone'
  | 'imported'
  | 'debugOnly'
  | 'debugElsewhere'
  | 'none'
  | 'broken';

interface Params {
  readonly packageFolder: string;
  readonly main: string;
  readonly copies: Copies;
  readonly addonName: string;
  /** The names that the reference add-on exports. */
  readonly names: readonly string[];
}

type CopyName = 'debugOnly' | 'none' | 'broken';

const folderAbove = (_: Params, packageFolder: string) => path.dirname(packageFolder);

/** The params of a drive that loads the package, or a copy of it. */
function driveParams(copy?: CopyName): (params: Params) => DriveParams {
  return ({ packageFolder, main, copies, addonName, names }) => ({
    packageFolder: copy ? copies[copy] : packageFolder,
    main,
    addonName,
    user: copies.user,
    names,
  });
}

function inCopy(copy: CopyName) {
  return { packageFolder: ({ copies }: Params) => copies[copy], params: driveParams(copy) };
}

export const task: Task<Params, Drive, Scenario> = {
  params: async ({ packageFolder, files, addonFile, manifest }) => ({
    packageFolder,
    main: manifest.main,
    copies: await makeCopies(packageFolder, files, addonFile),
    addonName: path.basename(addonFile),
    names: ['hello', ...Array.from({ length: 5 }, () => `x${randomBytes(4).toString('hex')}`)],
  }),
  cleanUp: ({ copies }) => copies.remove(),
  scenarios: {
    own: { drive: 'loadPackage', params: driveParams() },
    elsewhere: { drive: 'loadPackage', params: driveParams(), cwd: folderAbove },
    reference: { drive: 'referenceAddon', params: driveParams() },
    alone: { drive: 'addonAlone', params: driveParams() },
    imported: { drive: 'imported', params: driveParams() },
    debugOnly: { drive: 'loadPackage', ...inCopy('debugOnly') },
    debugElsewhere: { drive: 'loadPackage', ...inCopy('debugOnly'), cwd: folderAbove },
    none: { drive: 'loadPackage', ...inCopy('none') },
    broken: { drive: 'loadPackage', ...inCopy('broken') },
  },
  main: 'own',
  checks: [
    ...BUILD_CHECKS,
    {
      id: 'loads',
      judge: async ({ own, reference }, { packageFolder, manifest }) =>
        packageLoads(await own, packageFolder, path.join(packageFolder, manifest.main)) ??
        loadsItsOwnAddon(await reference),
    },
    {
      id: 'passes-on-exports',
      judge: async ({ reference }, { packageFolder, manifest }) => {
        const found = passesOnExports(await reference, 'passes-on-exports');
        return found && (exportsReassigned(found, path.join(packageFolder, manifest.main)) ?? found);
      },
    },
    {
      id: 'any-folder',
      judge: async ({ alone, elsewhere }) =>
        loadsIn(await elsewhere, 'any-folder', exportedNames(await alone)),
    },
    { id: 'importable', judge: async ({ imported }) => passesOnExports(await imported, 'importable') },
    {
      id: 'finds-debug-build',
      judge: async ({ alone, debugOnly, debugElsewhere }) => {
        const names = exportedNames(await alone);
        return (
          loadsIn(await debugOnly, 'finds-debug-build', names) ??
          loadsIn(await debugElsewhere, 'finds-debug-build', names, 'elsewhere')
        );
      },
    },
    {
      id: 'throws-without-binary',
      judge: async ({ none, broken }) =>
        throwsWithoutBinary(await none, 'none') ?? throwsWithoutBinary(await broken, 'broken'),
    },
    {
      id: 'leaves-process-alone',
      judge: async ({ own, elsewhere, none, broken }) =>
        leavesProcessAlone(await own) ??
        leavesProcessAlone(await elsewhere) ??
        leavesProcessAlone(await none, '-in-vain') ??
        leavesProcessAlone(await broken, '-in-vain'),
    },
    {
      id: 'declares-dependencies',
      judge: async ({ own }, { manifest }) => {
        const used = String(observation(await own, 'packages') || '')
          .split(' ')
          .filter(Boolean);
        return undeclaredDependency(manifest, used, manifest.main);
      },
    },
    { id: 'process-ends', judge: async ({ own }) => processEnds(await own) },
    {
      id: 'exits-cleanly',
      judge: async ({ own }, { packageFolder }) => exitsCleanly(await own, packageFolder),
    },
  ],
};
