import { readFileSync } from 'node:fs';
import { finding, type Verdict } from '../../report/finding.js';
import type { SourceFile } from '../../submission/source-tree.js';

/** The definition of a method whose name differs from OnOK in case or spelling. */
const SIMILAR = /^(?!\s*\/\/).*\bvoid\s+(?:\w+::)?(on_?ok(?:ay)?)\s*\(/i;

/**
 * Explains work that completed without calling back by a method that was meant to be OnOK. Without `override`, the
 * compiler takes it for a new method.
 */
export function namesMisspeltOnOk(verdict: Verdict, files: readonly SourceFile[]): Verdict {
  if (verdict?.situation !== 'calls-back-once.completed-silently') return verdict;
  const sources = files
    .filter(({ relative }) => /\.(?:cc|cpp|cxx|c\+\+|h|hh|hpp|hxx)$/.test(relative))
    .map(({ relative, absolute }) => ({ relative, text: readFileSync(absolute, 'utf8') }));
  if (!sources.some(({ text }) => /\bAsync(?:Progress(?:Queue)?)?Worker\b/.test(text))) return verdict;
  const methods = sources.flatMap(({ relative, text }) =>
    text.split('\n').flatMap((line, index) => {
      const name = SIMILAR.exec(line)?.[1];
      return name === undefined ? [] : [{ name, where: `${relative}:${index + 1}` }];
    }),
  );
  const [first] = methods;
  // With an OnOK beside it, the name may be meant.
  if (!first || methods.some(({ name }) => name === 'OnOK')) return verdict;
  return finding('calls-back-once.on-ok-misspelt', { ...verdict.values, name: first.name }, first.where);
}
