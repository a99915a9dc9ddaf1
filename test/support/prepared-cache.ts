/**
 * A cache folder that already holds what every first verify makes: the lent packages, the probe's object, and napi.h
 * precompiled for the compiler flags of most submissions. Compiling napi.h is half of what a build takes. GCC rejects a
 * precompiled header by itself when the flags or the macros it depends on differ.
 * https://gcc.gnu.org/onlinedocs/gcc/Precompiled-Headers.html
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildPackage } from '../../src/build/build.js';
import { openWorkspace } from '../../src/build/workspace.js';
import { workspaceRoot } from '../../src/build/workspace-root.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { probeObject } from '../../src/probe/probe-object.js';
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
    await buildPackage({ packageFolder, files, linkObject: probe?.file, strict: true });
    precompileHeader(packageFolder, path.join(await workspaceRoot(), 'node_modules', 'node-addon-api'));
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
    // 55 MB, which no test writes to.
    const header = path.join(name, content, 'node-addon-api', PRECOMPILED);
    if (existsSync(path.join(preparedCache, header)))
      linkSync(path.join(preparedCache, header), path.join(cacheFolder, header));
  }
}

/** Runs the compiler as make did, with the header in place of the learner's source. */
function precompileHeader(packageFolder: string, addonApi: string): void {
  const build = path.join(packageFolder, 'build');
  const rule = path.join(build, 'Release', '.deps', 'Release', 'obj.target', 'myaddon', 'myaddon.o.d');
  const precompiled = path.join(addonApi, PRECOMPILED);
  if (process.platform !== 'linux' || existsSync(precompiled)) return;
  const [, compile] = /^cmd_\S+ := (.*)$/m.exec(readFileSync(rule, 'utf8')) ?? [];
  if (compile === undefined) throw new Error(`no command in ${rule}`);
  const draft = `${precompiled}.${process.pid}`;
  const command = compile
    .replace(/ -o \S+ \S+/, ` -x c++-header -o '${draft}' '${path.join(addonApi, 'napi.h')}'`)
    .replace(/ -MMD -MF \S+/, '')
    .replace(/ -c$/, '');
  execFileSync('sh', ['-c', command], { cwd: build, stdio: 'inherit' });
  renameSync(draft, precompiled);
}
