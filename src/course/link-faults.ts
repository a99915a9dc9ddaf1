/** What a failed link means, in the learner's files. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Complaint, LinkFault } from '../build/complaint.js';
import { definitionInHeader, includes, missingDefinition, sourceOf } from '../build/definitions.js';
import { type Finding, finding, type Verdict } from '../report/finding.js';
import type { Verification } from './verification.js';

const INIT = /^_?(?:napi_register_module_v\d+|node_api_module_get_api_version_v\d+)$/;

export interface LinkContext {
  readonly packageFolder: string;
  /** The learner's files, relative to the package's folder. */
  readonly files: readonly string[];
  readonly gypText: string;
  /** The target that was not linked, if known. */
  readonly target: string | undefined;
}

/** Node.js defines these, and they are found when it loads the add-on. The probe uses some as well. */
const IN_NODE = /^_?(?:napi_|node_api_|uv_|v8::|node::)/;

/** Explains the linker's first error; `undefined` if only its message is known. */
export async function linkFault(complaints: readonly Complaint[], context: LinkContext): Promise<Verdict> {
  const own = complaints.find(({ link }) => link && !(link.kind === 'undefined' && IN_NODE.test(link.name)));
  const { link, where } = own ?? complaints[0]!;
  if (!own && link) return finding('builds.defined-in-node');
  switch (link?.kind) {
    case 'defined-twice':
      return definedTwice(link, where, context);
    case 'undefined':
      return await notDefined(link.name, where, context);
    case 'no-library':
      return noLibrary(link.name, context.gypText);
    case undefined:
      return undefined;
  }
}

function definedTwice(
  { name, objects }: LinkFault,
  where: string | undefined,
  { files, packageFolder }: LinkContext,
): Verdict {
  const sources = objects.flatMap((object) => sourceOf(object, files) ?? []);
  const [first, second] = sources;
  if (first === undefined || second === undefined) return undefined;
  if (INIT.test(name)) return finding('builds.two-modules', { first, second });
  const including = [first, second].find((source) =>
    sources.some(
      (other) => other !== source && includes(readFileSync(path.join(packageFolder, source), 'utf8'), other),
    ),
  );
  if (including !== undefined) {
    const included = including === first ? second : first;
    return finding('builds.source-included', { name, including, included }, where);
  }
  const place =
    where !== undefined && !sources.some((source) => where.startsWith(`${source}:`))
      ? where
      : definitionInHeader(name.replace(/\(.*$/, ''), [first, second], files, packageFolder);
  if (place === undefined) return finding('builds.defined-twice', { name, first, second }, where);
  const values = { name, first, second, header: place.replace(/:\d+$/, '') };
  const isC = [first, second].some((source) => source.endsWith('.c'));
  return finding(isC ? 'builds.defined-in-c-header' : 'builds.defined-in-header', values, place);
}

async function notDefined(name: string, where: string | undefined, context: LinkContext): Promise<Finding> {
  const { target, files, packageFolder } = context;
  const found =
    target === undefined ? undefined : await missingDefinition(name, target, files, packageFolder);
  if (found === undefined) return finding('builds.undefined-symbol', { name }, where);
  const { kind, where: place, ...values } = found;
  return finding(`builds.${kind}`, { name, target: target!, ...values }, place);
}

function noLibrary(name: string, gypText: string): Finding {
  const index = gypText.split('\n').findIndex((line) => line.replace(/^\s*#.*/, '').includes(name));
  return finding('builds.no-library', { name }, index === -1 ? undefined : `binding.gyp:${index + 1}`);
}

/** A symbol that Node.js did not find while it loaded the add-on: which of the learner's files defines it. */
export async function withDefinition(found: Finding, verification: Verification): Promise<Finding> {
  if (found.situation !== 'loads.undefined-symbol') return found;
  const { packageFolder, target } = verification;
  const files = verification.files.map(({ relative }) => relative);
  const name = String(found.values.name);
  const definition =
    target === undefined ? undefined : await missingDefinition(name, target, files, packageFolder);
  if (definition === undefined) return found;
  const { kind, where, ...values } = definition;
  return finding(`loads.${kind}`, { name, target: target!, ...values }, where);
}
