import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readGypSources, textsIn } from '../../src/build/gyp-source.js';
import { bindingGypCheck, buildsCheck, packageJsonCheck } from '../../src/course/build-checks.js';
import { loads } from '../../src/course/process-verdicts.js';
import type { Task } from '../../src/course/task.js';
import { undeclaredDependency } from '../../src/course/undeclared-dependency.js';
import { observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import { lineOfKey, type PackageJson } from '../../src/submission/package-json.js';
import { worksElsewhere } from './works-elsewhere.js';

type Drive = keyof typeof import('./scenarios.js').scenarios;

export const task: Task<null, Drive> = {
  params: () => null,
  scenarios: { addonAlone: { drive: 'addonAlone' } },
  main: 'addonAlone',
  checks: [
    packageJsonCheck({ withoutMain: true }),
    {
      id: 'name-and-version',
      beforeRuns: true,
      judge: (_, { manifest }) => nameAndVersion(manifest),
    },
    { id: 'gypfile', beforeRuns: true, judge: (_, { manifest }) => gypfile(manifest) },
    bindingGypCheck,
    buildsCheck,
    {
      id: 'declares-dependencies',
      beforeRuns: true,
      judge: async (_, { packageFolder, manifest }) =>
        undeclaredDependency(manifest, await packagesUsed(packageFolder), 'binding.gyp'),
    },
    {
      id: 'works-elsewhere',
      beforeRuns: true,
      judge: (_, { packageFolder, files, manifest }) => worksElsewhere(packageFolder, files, manifest),
    },
    { id: 'loads', judge: async ({ addonAlone }) => loads(await addonAlone, 'type') },
    { id: 'addon-exports', judge: async ({ addonAlone }) => exportsHello(await addonAlone) },
  ],
};

/** Without these, `npm pack` and `npm publish` fail. */
function nameAndVersion({ content, text }: PackageJson): Verdict {
  const { name, version } = content;
  const place = (key: string) => {
    const line = lineOfKey(text, key);
    return line === undefined ? 'package.json' : `package.json:${line}`;
  };
  const refused = (key: 'name' | 'version', value: unknown) =>
    finding(`name-and-version.bad-${key}`, { value: JSON.stringify(value) }, place(key));
  if (name === undefined) return finding('name-and-version.no-name', {}, 'package.json');
  if (typeof name !== 'string' || !/^(?:@[a-z\d~-][\w.~-]*\/)?[a-z\d~-][a-z\d._~-]*$/.test(name))
    return refused('name', name);
  if (version === undefined) return finding('name-and-version.no-version', {}, 'package.json');
  if (typeof version !== 'string' || !/^\s*v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?\s*$/.test(version))
    return refused('version', version);
  return undefined;
}

/** Judges that package.json has `"gypfile": true`. */
function gypfile({ content, text }: PackageJson): Verdict {
  const { gypfile: value } = content;
  const line = lineOfKey(text, 'gypfile');
  const where = line === undefined ? 'package.json' : `package.json:${line}`;
  if (value === true) return undefined;
  if (value === false) return finding('gypfile.off', {}, where);
  if (value !== undefined) return finding('gypfile.not-true', { value: JSON.stringify(value) }, where);
  const isMeant = (key: string) => key.toLowerCase().replace(/[^a-z]/g, '') === 'gypfile';
  const meant = Object.keys(content).find(isMeant);
  if (meant !== undefined) return finding('gypfile.misspelt', { meant }, 'package.json');
  const parent = Object.entries(content).find(([, inner]) => Object.keys(inner ?? {}).some(isMeant))?.[0];
  return parent === undefined
    ? finding('gypfile.missing', {}, where)
    : finding('gypfile.nested', { parent }, where);
}

/** Packages that commands in binding.gyp load, and whose headers were compiled. */
async function packagesUsed(packageFolder: string): Promise<string[]> {
  const [gyp] = await readGypSources(packageFolder, ['binding.gyp']);
  const commands = textsIn(gyp?.dict).map(({ text }) => text.text);
  const loaded = commands.flatMap((text) =>
    [
      ...text.matchAll(
        /(?:require(?:\.resolve)?\s*\(|import\s*\()\s*\\?["'`]((?:@[^/"'`]+\/)?[^./"'`\\][^/"'`\\]*)/g,
      ),
    ].map(([, name]) => name!),
  );
  return [...new Set([...loaded, ...headersCompiled(packageFolder)])];
}

/** Reads the dependency files (`.d`) of GCC and Clang. MSVC writes none. */
function headersCompiled(packageFolder: string): string[] {
  const folder = path.join(packageFolder, 'build', 'Release', '.deps');
  let files: string[];
  try {
    files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d'));
  } catch {
    return [];
  }
  const reads = files.some((name) =>
    readFileSync(path.join(folder, name), 'utf8').includes('/node_modules/node-addon-api/'),
  );
  return reads ? ['node-addon-api'] : [];
}

/** Judges that the add-on exports `hello`. */
function exportsHello(run: RunRecord): Verdict {
  if (observation(run, 'type') !== 'undefined') return undefined;
  const names = String(observation(run, 'names')) || { text: 'check.exports.nothing' };
  return finding('addon-exports.no-hello', { names });
}
