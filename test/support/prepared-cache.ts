/**
 * A cache folder that already holds what every first verify makes: the lent packages, the probe in both forms, and napi.h
 * precompiled for the compiler flags of most submissions.
 */
import { cpSync, existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildPackage } from '../../src/build/build.js';
import { precompileHeader } from '../../src/build/precompiled-header.js';
import { openWorkspace } from '../../src/build/workspace.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { attachedProbe, probeObject } from '../../src/probe/probe-object.js';
import { listSourceFiles } from '../../src/submission/source-tree.js';

const PRECOMPILED = 'napi.h.gch';

/** For this version of Node.js, whose headers are part of what is precompiled. */
export const preparedCache: string = path.join(
  packageRoot,
  'node_modules',
  '.cache',
  'learnyounative-test',
  process.version,
);

/** Fills `preparedCache`. What an earlier run compiled is used again. */
export async function prepareCache(): Promise<void> {
  const before = process.env.LEARNYOUNATIVE_CACHE_DIR;
  process.env.LEARNYOUNATIVE_CACHE_DIR = preparedCache;
  // Outside the repository, whose node_modules would be used instead of the lent packages.
  const desk = mkdtempSync(path.join(tmpdir(), 'learnyounative-'));
  try {
    const folder = path.join(desk, 'myaddon');
    cpSync(path.join(packageRoot, 'exercises', 'signs_of_life', 'solution'), folder, { recursive: true });
    const files = await listSourceFiles(folder);
    const { packageFolder, release } = await openWorkspace(folder, files);
    const probe = await probeObject();
    await attachedProbe();
    await buildPackage({ packageFolder, files, linkObject: probe, strict: true });
    await precompileHeader(packageFolder);
    release();
  } finally {
    rmSync(desk, { recursive: true, force: true });
    if (before === undefined) delete process.env.LEARNYOUNATIVE_CACHE_DIR;
    else process.env.LEARNYOUNATIVE_CACHE_DIR = before;
  }
}

/** Gives another cache folder, which must be empty, what `prepareCache` made, if it ran. */
export function copyPreparedCache(cacheFolder: string): void {
  for (const name of existsSync(preparedCache) ? readdirSync(preparedCache) : []) {
    if (!/^(?:probes|modules-)/.test(name)) continue;
    const content = name === 'probes' ? '' : 'node_modules';
    cpSync(path.join(preparedCache, name, content), path.join(cacheFolder, name, content), {
      recursive: true,
      filter: (file) => !file.endsWith(PRECOMPILED),
    });
    const headers = path.join(name, content, 'node-addon-api', PRECOMPILED);
    if (!existsSync(path.join(preparedCache, headers))) continue;
    mkdirSync(path.join(cacheFolder, headers));
    // 55 MB each, which no test writes to.
    for (const header of readdirSync(path.join(preparedCache, headers)))
      linkSync(path.join(preparedCache, headers, header), path.join(cacheFolder, headers, header));
  }
}
