import { createHash } from 'node:crypto';
import { existsSync, promises as fs, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { startChild } from '../process/child.js';
import { cleanEnvironment, temporaryFilesIn } from '../process/clean-environment.js';
import { keepMostRecent } from './cache.js';
import { workspaceRoot } from './workspace-root.js';

/** A precompiled napi.h takes 55 MB, and there is one for each set of flags. */
const KEEP = 2;

/**
 * Precompiles the lent `napi.h` for the flags of the package's last build, unless there is one. To compile it is half of
 * what each build of an add-on takes. GCC looks for precompiled headers in the folder `napi.h.gch`, and takes one only
 * if its flags and macros are those of the compilation.
 * https://gcc.gnu.org/onlinedocs/gcc/Precompiled-Headers.html
 *
 * Does nothing without a processor to spare, with another compiler, or if the package uses a node-addon-api of its own.
 * @param signal ends the compiler; nothing is left then
 */
export async function precompileHeader(packageFolder: string, signal?: AbortSignal): Promise<void> {
  if (process.platform !== 'linux' || availableParallelism() < 2) return;
  const header = path.join(await workspaceRoot(), 'node_modules', 'node-addon-api', 'napi.h');
  const build = path.join(packageFolder, 'build');
  const command = commandThatIncludes(header, build);
  if (command === undefined) return;
  const flags = command
    .replace(/ -MMD -MF \S+/, '')
    .replace(/ -c$/, '')
    .replace(/ -o \S+ \S+/, '');
  const folder = `${header}.gch`;
  const file = path.join(folder, createHash('sha256').update(flags).digest('hex'));
  if (existsSync(file)) return;

  const draft = await fs.mkdtemp(path.join(path.dirname(packageFolder), 'draft-'));
  const compiled = path.join(draft, 'napi.h.gch');
  try {
    const compile = `${flags} -x c++-header -o '${compiled}' -c '${header}'`;
    const child = startChild({
      command: 'sh',
      args: ['-c', compile],
      cwd: build,
      env: { ...cleanEnvironment(), ...temporaryFilesIn(draft) },
      signal,
    });
    if ((await child.ended).code !== 0) return;
    await fs.mkdir(folder, { recursive: true });
    await fs.rename(compiled, file);
    await keepMostRecent(folder, KEEP);
  } finally {
    await fs.rm(draft, { recursive: true, force: true });
  }
}

/** The command by which make compiled a source that includes the header with g++, as gyp's makefiles record it. */
function commandThatIncludes(header: string, build: string): string | undefined {
  const records = path.join(build, 'Release', '.deps');
  if (!existsSync(records)) return undefined;
  for (const name of readdirSync(records, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.o.d')) continue;
    const text = readFileSync(path.join(records, name), 'utf8');
    const [, command] = /^cmd_\S+ := (g\+\+ .*)$/m.exec(text) ?? [];
    const included = text.match(/\S+\/napi\.h(?=[\s:])/g) ?? [];
    if (command !== undefined && included.some((file) => path.resolve(build, file) === header))
      return command;
  }
  return undefined;
}
