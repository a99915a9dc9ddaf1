/**
 * Diagnoses mistakes in binding.gyp. gyp and the compiler report where they stopped, which is often far from the
 * mistake, and gyp accepts misspelled keys. These functions only run after gyp, the compiler or the result has shown
 * that something is wrong. They look for the cause in the file's text.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Complaint } from '../build/complaint.js';
import { entryOf, type GypDict, type GypSource, type GypValue, textsIn } from '../build/gyp-source.js';
import { type Finding, finding, type Verdict } from '../report/finding.js';
import { nearest } from '../texts/nearest.js';
import { kindOfComplaint } from './gyp-complaint-kind.js';

/** Keys whose value is a list. */
const LISTS = ['targets', 'sources', 'include_dirs', 'defines', 'cflags', 'cflags_cc', 'libraries'];
const HEADER = /\b(?:napi|node_api|js_native_api|nan)\.h\b/;

/** There is no binding.gyp, but there may be one with another name or in another folder. */
export function missingGyp(folder: string): Finding {
  const found = gypFilesIn(folder)[0];
  return found === undefined
    ? finding('binding-gyp.missing', {}, 'binding.gyp')
    : finding('binding-gyp.elsewhere', { found }, found);
}

/** gyp rejected the file. */
export function refusedGyp(complaint: Complaint, gyp: GypSource): Finding {
  if (/^(?:\s|#.*)*$/.test(gyp.text)) return finding('binding-gyp.empty', {}, 'binding.gyp');
  const fault = shapeFault(gyp.dict);
  if (fault) return fault;
  const { message, where, excerpt = '' } = complaint;
  const source = excerpt === '' ? '' : `\n${excerpt}`;
  return finding(`binding-gyp.${kindOfComplaint(complaint)}`, { message, source }, where);
}

/** gyp read the file, but it does not have the target. */
export function noTarget(target: string, names: readonly string[]): Finding {
  return finding('binding-gyp.no-target', { target, names: names.join(', ') }, 'binding.gyp');
}

/** The target was built without any source files. */
export function noSources(target: string, gyp: GypSource): Finding {
  const dict = targetsOf(gyp.dict).find((one) => nameOf(one) === target);
  const sources = entryOf(dict, 'sources');
  if (sources?.kind === 'list' && sources.items.length > 0)
    return finding('binding-gyp.no-c-sources', { names: shown(sources) }, placeOf(sources));
  const meant = meantFor(dict, 'sources');
  if (meant !== undefined)
    return finding('binding-gyp.sources-misspelt', { meant: meant.key.text }, placeOf(meant.key));
  const keys = dict?.entries.map(({ key }) => key.text).join(', ') ?? '';
  return finding('binding-gyp.no-sources', { target, keys }, placeOf(dict));
}

/** Characters with a meaning in makefiles, which gyp's generator does not quote in names of files. */
const OF_MAKEFILES = /[;#$:%=]/;

/** make failed to process gyp's output. */
export function unreadResult({ text, dict: gyp }: GypSource, log: string): Verdict {
  const sources = targetsOf(gyp)
    .map((target) => entryOf(target, 'sources'))
    .flatMap((value) => (value?.kind === 'list' ? value.items : []))
    .filter((item) => item.kind === 'text');
  const odd = sources.find((item) => !item.text.includes('<') && OF_MAKEFILES.test(item.text));
  if (odd && log.includes('***')) {
    const [character = ''] = OF_MAKEFILES.exec(odd.text) ?? [];
    return finding('binding-gyp.name-for-make', { name: odd.text, character }, placeOf(odd));
  }
  if (/\*\*\* missing separator/.test(log) && text.includes('<!'))
    return finding('binding-gyp.no-path-printed', {}, `binding.gyp:${lineWith(text, /<!/) ?? 1}`);
  const glued = sources.find((item) => item.parts.length > 1 && log.includes(path.parse(item.text).name));
  if (!glued) return undefined;
  const [first = '', second = ''] = glued.parts;
  return finding('binding-gyp.glued', { whole: glued.text, first, second }, placeOf(glued));
}

/**
 * A compiler error that was caused by binding.gyp.
 * @param target the target whose build failed, if known
 * @param folders its `include_dirs` as resolved by gyp, if known
 */
export function blamedOnGyp(
  complaint: Complaint,
  gyp: GypSource,
  target: string | undefined,
  folders: readonly string[] | undefined,
): Verdict {
  const { message, where } = complaint;
  const targets = targetsOf(gyp.dict, target);
  if (/Exception support not detected/.test(message)) {
    const meant = targets.flatMap((one) => meantFor(one, 'defines') ?? [])[0];
    if (meant && targets.every((one) => entryOf(one, 'defines') === undefined))
      return finding('builds.defines-misspelt', { meant: meant.key.text }, placeOf(meant.key));
    return finding('builds.exceptions-undecided', {}, placeIn(targets, 'defines') ?? where);
  }
  if (/exception handling disabled|with exceptions disabled/.test(message)) {
    const line = lineWith(gyp.text, /\bNAPI_CPP_EXCEPTIONS/);
    return line === undefined
      ? finding('builds.exceptions-off', { message }, where)
      : finding('builds.exceptions-half', { message }, `binding.gyp:${line}`);
  }
  if (!HEADER.test(message) || !/No such file|not found|Cannot open include file/.test(message))
    return undefined;
  const header = HEADER.exec(message)![0];
  return header === 'nan.h'
    ? finding('builds.nan', {}, where)
    : unfoundHeader(header, where, gyp, targets, folders);
}

/** The compiler did not find a header of Node-API or node-addon-api. */
function unfoundHeader(
  header: string,
  where: string | undefined,
  { dict, text }: GypSource,
  targets: readonly GypDict[],
  folders: readonly string[] | undefined,
): Verdict {
  const place = placeIn(targets, 'include_dirs') ?? where;
  if (!targets.some((one) => entryOf(one, 'include_dirs') !== undefined || inherits(one, dict))) {
    const meant = targets.flatMap((one) => meantFor(one, 'include_dirs') ?? [])[0];
    if (meant)
      return finding('builds.include-misspelt', { header, meant: meant.key.text }, placeOf(meant.key));
    const [first] = targets;
    return first && finding('builds.no-include-dirs', { header, target: nameOf(first) ?? '' }, place);
  }
  const byHand = lineWith(text, /node_modules[\\/]/);
  if (byHand !== undefined) return finding('builds.include-by-hand', { header }, `binding.gyp:${byHand}`);
  const dirs = targets.flatMap((one) => textsIn(entryOf(one, 'include_dirs'))).map(({ text }) => text);
  const command = dirs.find((dir) => dir.text.includes('<!'));
  const from = command ? placeOf(command) : place;
  if (folders === undefined) return finding('builds.include-elsewhere', { header }, from);
  // Absolute paths that are not in the file come from node-gyp. gyp turns an empty string into the package's folder.
  const own = folders.filter((folder) => !path.isAbsolute(folder) || text.includes(folder));
  const silent = command && own.includes('.') && !dirs.some((dir) => /^\.?\/?$/.test(dir.text));
  return silent
    ? finding('builds.include-silent', { header }, from)
    : finding('builds.include-found', { header, folders: own.join(', ') || '""' }, from);
}

/** Whether a target may have `include_dirs` that are not written at its top: conditions, defaults, other files. */
function inherits(target: GypDict, gyp: GypDict | undefined): boolean {
  const common = gyp?.entries.filter(({ key }) => key.text !== 'targets') ?? [];
  const texts = [target, ...common.map(({ value }) => value)].flatMap((value) => textsIn(value));
  const includes = [target, gyp].some((dict) => entryOf(dict, 'includes') !== undefined);
  return includes || texts.some(({ under }) => /^include_dirs\b/.test(under));
}

/** The target's `type` isn't that of an add-on. */
export function wrongType(gyp: GypSource, target: string | undefined): Verdict {
  const types = targetsOf(gyp.dict, target).flatMap((dict) => entryOf(dict, 'type') ?? []);
  const wrong = types.find((type) => /^(?:executable|static_library|none)$/.test(textOf(type) ?? ''));
  return wrong && finding('builds.wrong-type', { type: textOf(wrong) ?? '' }, placeOf(wrong));
}

/** The first structural error: the file is valid Python, but gyp cannot process it. */
function shapeFault(gyp: GypDict | undefined): Verdict {
  if (!gyp) return undefined;
  const targets = entryOf(gyp, 'targets');
  if (!targets) {
    const meant = meantFor(gyp, 'targets')?.key;
    return meant
      ? finding('binding-gyp.targets-misspelt', { meant: meant.text }, placeOf(meant))
      : finding('binding-gyp.no-targets', {}, placeOf(gyp));
  }
  const noList = notAList(gyp);
  if (noList) return noList;
  for (const [index, target] of targetsOf(gyp).entries()) {
    if (entryOf(target, 'target_name') !== undefined) continue;
    const keys = target.entries.map(({ key }) => key.text).join(', ');
    const values = { number: index + 1, keys: keys || '-' };
    return finding(`binding-gyp.${keys ? 'no-name' : 'blank-target'}`, values, placeOf(target));
  }
  const inner = targetsOf(gyp).flatMap((target) => notAList(target) ?? [])[0];
  if (inner) return inner;
  const includes = targetsOf(gyp).flatMap(
    (target) => target.entries.find(({ key }) => key.text === 'includes') ?? [],
  )[0];
  return includes && /node-addon-api|[\\/]$/.test(shown(includes.value))
    ? finding('binding-gyp.includes', {}, placeOf(includes.key))
    : undefined;
}

function notAList(dict: GypDict): Verdict {
  const wrong = dict.entries.find(({ key, value }) => LISTS.includes(key.text) && value.kind !== 'list');
  return wrong && finding('binding-gyp.no-list', { key: wrong.key.text }, placeOf(wrong.key));
}

/** The entry whose key looks like a misspelled `name`. */
function meantFor(dict: GypDict | undefined, name: string): GypDict['entries'][number] | undefined {
  return dict?.entries.find(({ key: { text } }) => text !== name && nearest(text, [name]) !== undefined);
}

/** The targets with that name, or all targets if none is given or matches. */
function targetsOf(gyp: GypDict | undefined, name?: string): readonly GypDict[] {
  const targets = entryOf(gyp, 'targets');
  const all = targets?.kind === 'list' ? targets.items.filter((item) => item.kind === 'dict') : [];
  const named = all.filter((target) => name !== undefined && nameOf(target) === name);
  return named.length > 0 ? named : all;
}

function nameOf(target: GypDict): string | undefined {
  return textOf(entryOf(target, 'target_name'));
}

function textOf(value: GypValue | undefined): string | undefined {
  return value?.kind === 'text' ? value.text : undefined;
}

/** The strings in a list, unexpanded. */
function shown(value: GypValue): string {
  const items = value.kind === 'list' ? value.items : [value];
  return items.map((item) => textOf(item) ?? '...').join(', ');
}

function placeOf(value: { readonly line: number } | undefined): string {
  return value ? `binding.gyp:${value.line}` : 'binding.gyp';
}

/** The location of the first such key in the targets, or else of the first target. */
function placeIn(targets: readonly GypDict[], name: string): string | undefined {
  const key = targets.flatMap((one) => one.entries.filter(({ key }) => key.text === name))[0]?.key;
  const found = key ?? targets[0];
  return found && placeOf(found);
}

/** The number of the first line that matches outside a comment. */
export function lineWith(text: string, pattern: RegExp): number | undefined {
  const index = text.split('\n').findIndex((line) => pattern.test(line.replace(/^\s*#.*/, '')));
  return index === -1 ? undefined : index + 1;
}

/** Files that may be meant as binding.gyp. @param depth how many levels of folders to search */
function gypFilesIn(folder: string, depth = 2, under = ''): string[] {
  if (depth === 0) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.filter(
    (entry) => entry.isFile() && /\.gypi?(?:\.\w+)?$|^bindings?$/i.test(entry.name),
  );
  const folders = entries.filter(
    (entry) => entry.isDirectory() && !/^(?:\.|node_modules$|build$)/.test(entry.name),
  );
  return [
    ...files.map(({ name }) => under + name),
    ...folders.flatMap(({ name }) => gypFilesIn(path.join(folder, name), depth - 1, `${under}${name}/`)),
  ];
}
