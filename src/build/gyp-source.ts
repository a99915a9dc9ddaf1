import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../environment/package-root.js';
import { startChild } from '../process/child.js';
import { cleanEnvironment } from '../process/clean-environment.js';
import { EXIT, Stop } from '../report/stop.js';
import { t } from '../texts/translate.js';
import { NO_PYTHON } from './machine-complaint.js';

/** A Python literal: .gyp files consist of them. */
export type GypValue = GypText | GypList | GypDict | GypOther;

export interface GypText {
  readonly kind: 'text';
  readonly text: string;
  readonly line: number;
  /** The adjacent string literals that Python concatenates to this text. */
  readonly parts: readonly string[];
}

export interface GypList {
  readonly kind: 'list';
  readonly items: readonly GypValue[];
  readonly line: number;
}

export interface GypDict {
  readonly kind: 'dict';
  readonly entries: readonly { readonly key: GypText; readonly value: GypValue }[];
  readonly line: number;
}

/** A number, True, False or None. */
export interface GypOther {
  readonly kind: 'other';
  readonly line: number;
}

/** The content of a .gyp file, before gyp expands anything. */
export interface GypSource {
  /** Relative to the package's folder, with `/`. */
  readonly file: string;
  readonly text: string;
  /** `undefined` when the file isn't a dict of plain literals. Whether it is valid is up to gyp. */
  readonly dict: GypDict | undefined;
}

const READER = path.join(packageRoot, 'src', 'build', 'python', 'gyp-source.py');

/**
 * Reads .gyp and .gypi files of a package on which `node-gyp configure` has run, even if that failed.
 * @throws {Stop} when Python cannot be run
 */
export async function readGypSources(packageFolder: string, files: readonly string[]): Promise<GypSource[]> {
  if (files.length === 0) return [];
  const python = pythonOfNodeGyp(packageFolder);
  const values = python === undefined ? [] : await runReader(python, packageFolder, files);
  return files.map((file, index) => {
    const value = values[index];
    const text = readFileSync(path.join(packageFolder, file), 'utf8');
    return { file, text, dict: value?.kind === 'dict' ? value : undefined };
  });
}

/** The Python that node-gyp found, from the config.gypi that it writes before it runs gyp. */
function pythonOfNodeGyp(packageFolder: string): string | undefined {
  const file = path.join(packageFolder, 'build', 'config.gypi');
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8').replace(/^#.*/gm, '')).variables.python;
}

async function runReader(
  python: string,
  packageFolder: string,
  files: readonly string[],
): Promise<readonly (GypValue | null)[]> {
  let printed = '';
  const child = startChild({
    command: python,
    // -I and -S skip the learner's Python modules, which halves the startup time.
    args: ['-I', '-S', READER, ...files],
    cwd: packageFolder,
    env: cleanEnvironment(),
    onOutput: (text, stream) => {
      if (stream === 'stdout') printed += text;
    },
  });
  const end = await child.ended.catch((error: Error) => {
    throw new Stop(t('build.not-ready', { reason: NO_PYTHON }), EXIT.notReady, error.message);
  });
  if (end.code !== 0) throw new Error(`${python} cannot run ${READER}: ${end.stderr}`);
  return JSON.parse(printed);
}

/** The value of a key in a dict. If the key occurs twice, the last one wins, as in Python. */
export function entryOf(dict: GypValue | undefined, name: string): GypValue | undefined {
  if (dict?.kind !== 'dict') return undefined;
  return dict.entries.findLast(({ key }) => key.text === name)?.value;
}

/** All texts in a value except keys, each with the key that contains it. */
export function textsIn(
  value: GypValue | undefined,
  under = '',
): { readonly under: string; readonly text: GypText }[] {
  if (value?.kind === 'text') return [{ under, text: value }];
  if (value?.kind === 'list') return value.items.flatMap((item) => textsIn(item, under));
  if (value?.kind === 'dict') return value.entries.flatMap((entry) => textsIn(entry.value, entry.key.text));
  return [];
}
