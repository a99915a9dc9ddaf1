import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../environment/package-root.js';
import { startChild } from '../process/child.js';
import { cleanEnvironment } from '../process/clean-environment.js';
import { EXIT, Stop } from '../report/stop.js';
import { t } from '../texts/translate.js';
import { NO_PYTHON } from './machine-complaint.js';

/** A value as Python literals write it: what a .gyp file consists of. */
export type GypValue = GypText | GypList | GypDict | GypOther;

export interface GypText {
  readonly kind: 'text';
  readonly text: string;
  readonly line: number;
  /** Texts that stand side by side without a comma: Python makes one text of them. */
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

/** What is written in a .gyp file, before gyp resolves anything in it. */
export interface GypSource {
  /** From the package's folder, with `/`. */
  readonly file: string;
  readonly text: string;
  /** `undefined` when the file is not a dict of plain literals; gyp has the last word on what is valid. */
  readonly dict: GypDict | undefined;
}

const READER = path.join(packageRoot, 'src', 'build', 'python', 'gyp-source.py');

/**
 * Reads .gyp and .gypi files of a package that node-gyp has configured, or has tried to.
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

/** The Python that node-gyp has found: it writes that down before it runs gyp. */
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
    // Without the learner's own Python modules (-I, -S), it starts in half the time.
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

/** The value of a dict's key; of one that is written twice, the last, as Python has it. */
export function entryOf(dict: GypValue | undefined, name: string): GypValue | undefined {
  if (dict?.kind !== 'dict') return undefined;
  return dict.entries.findLast(({ key }) => key.text === name)?.value;
}

/** All texts in it but the keys, each with the key that it stands under. */
export function textsIn(
  value: GypValue | undefined,
  under = '',
): { readonly under: string; readonly text: GypText }[] {
  if (value?.kind === 'text') return [{ under, text: value }];
  if (value?.kind === 'list') return value.items.flatMap((item) => textsIn(item, under));
  if (value?.kind === 'dict') return value.entries.flatMap((entry) => textsIn(entry.value, entry.key.text));
  return [];
}
