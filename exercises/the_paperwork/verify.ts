import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildAddon, checkPackageJson } from '../../src/course/build-step.js';
import { loads } from '../../src/course/process-verdicts.js';
import { undeclared } from '../../src/course/undeclared.js';
import type { VerifyBench } from '../../src/course/verify-bench.js';
import { fact, type RunRecord } from '../../src/harness/parent/run-record.js';
import type { Failure } from '../../src/report/check.js';
import { failureOf } from '../../src/report/failure.js';
import { type GypDict, readGypText, textsIn } from '../../src/submission/gyp-text.js';
import { lineOfKey, type PackageJson } from '../../src/submission/package-json.js';
import { t } from '../../src/texts/translate.js';
import { worksElsewhere } from './works-elsewhere.js';

type Verdict = Failure | undefined;

export async function verify(bench: VerifyBench): Promise<void> {
  const { checks } = bench;
  const manifest = checkPackageJson(bench, { withoutMain: true });
  if (!manifest) return;
  if (!checks.judge('name-and-version', nameAndVersion(manifest))) return;
  if (!checks.judge('gypfile', gypfile(manifest))) return;
  const addonFile = await buildAddon(bench);
  if (addonFile === undefined) return;
  const gyp = readGypText(readFileSync(path.join(bench.packageFolder, 'binding.gyp'), 'utf8'));
  const used = packagesUsed(gyp, bench.packageFolder);
  if (!checks.judge('declares-dependencies', undeclared(manifest, used, 'binding.gyp'))) return;
  if (!checks.judge('works-elsewhere', worksElsewhere(bench.packageFolder, bench.files, manifest))) return;
  const run = await bench.run('addonAlone', { params: null, addonFile });
  bench.mainRun = run;
  if (!checks.judge('loads', loads(run, 'type'))) return;
  checks.judge('addon-exports', exportsHello(run));
}

/** What npm refuses to install without. */
function nameAndVersion({ content, text }: PackageJson): Verdict {
  const { name, version } = content;
  const place = (key: string) => {
    const line = lineOfKey(text, key);
    return line === undefined ? 'package.json' : `package.json:${line}`;
  };
  const refused = (key: string, value: unknown) =>
    failureOf(`name-and-version.bad-${key}`, { value: JSON.stringify(value) }, place(key));
  if (name === undefined) return failureOf('name-and-version.no-name', {}, 'package.json');
  if (typeof name !== 'string' || !/^(?:@[a-z\d~-][\w.~-]*\/)?[a-z\d~-][a-z\d._~-]*$/.test(name))
    return refused('name', name);
  if (version === undefined) return failureOf('name-and-version.no-version', {}, 'package.json');
  if (typeof version !== 'string' || !/^\s*v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?\s*$/.test(version))
    return refused('version', version);
  return undefined;
}

function gypfile({ content, text }: PackageJson): Verdict {
  const { gypfile: value } = content;
  const line = lineOfKey(text, 'gypfile');
  const where = line === undefined ? 'package.json' : `package.json:${line}`;
  if (value === true) return undefined;
  if (value === false) return failureOf('gypfile.off', {}, where);
  if (value !== undefined) return failureOf('gypfile.not-true', { value: JSON.stringify(value) }, where);
  const isMeant = (key: string) => key.toLowerCase().replace(/[^a-z]/g, '') === 'gypfile';
  const meant = Object.keys(content).find(isMeant);
  if (meant !== undefined) return failureOf('gypfile.misspelt', { meant }, 'package.json');
  const parent = Object.entries(content).find(([, inner]) => Object.keys(inner ?? {}).some(isMeant))?.[0];
  return parent === undefined
    ? failureOf('gypfile.missing', {}, where)
    : failureOf('gypfile.nested', { parent }, where);
}

/** Packages that commands in binding.gyp load, and whose headers were compiled. */
function packagesUsed(gyp: GypDict | undefined, packageFolder: string): string[] {
  const commands = gyp ? textsIn(gyp).map(({ text }) => text.text) : [];
  const loaded = commands.flatMap((text) =>
    [
      ...text.matchAll(
        /(?:require(?:\.resolve)?\s*\(|import\s*\()\s*\\?["'`]((?:@[^/"'`]+\/)?[^./"'`\\][^/"'`\\]*)/g,
      ),
    ].map(([, name]) => name!),
  );
  return [...new Set([...loaded, ...headersCompiled(packageFolder)])];
}

/** The compiler has noted which headers it read, where it is not that of Windows. */
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

function exportsHello(run: RunRecord): Verdict {
  if (fact(run, 'type') !== 'undefined') return undefined;
  const names = String(fact(run, 'names') || t('check.exports.nothing'));
  return failureOf('addon-exports.no-hello', { names });
}
