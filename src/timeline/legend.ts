import { stripVTControlCharacters } from 'node:util';
import { t } from '../texts/translate.js';
import { type Mark, SPANS, type Span } from './lane.js';

/** What a symbol of the picture stands for. Calls are marks there. */
export type Meaning = `mark-${Mark['name']}` | Exclude<Span['name'], 'call'> | 'number' | 'free' | 'short';

/** In the order of the legend. `number` and `short` are explained with what they belong to. */
const EXPLAINED: readonly Meaning[] = [
  'free',
  ...SPANS.flatMap((name): Meaning[] =>
    name === 'call' ? [] : name === 'execute' ? ['execute', 'short'] : [name],
  ),
];

/**
 * Explains the symbols of a picture, as many in a line as fit.
 * @param drawn the painted symbols by their meaning, in the order in which they are drawn
 * @param calls how many calls are numbered
 */
export function legend(drawn: ReadonlyMap<Meaning, string>, calls: number, width: number): string[] {
  const marks = [...drawn.keys()].filter((meaning) => meaning.startsWith('mark-'));
  const others = EXPLAINED.filter((meaning) => drawn.has(meaning));
  const entries = [...marks, ...others]
    // Work is one entry, with the symbol for long or for short work.
    .filter((meaning) => !(meaning === 'short' && drawn.has('execute')))
    .map((meaning) => {
      const short = meaning === 'execute' ? drawn.get('short') : undefined;
      const symbols = [drawn.get(meaning), short].filter(Boolean).join(' ');
      return `${symbols} ${t(`timeline.${meaning === 'short' ? 'execute' : meaning}`)}`;
    });
  const numbers = drawn.has('number') ? [t('timeline.number', { last: calls })] : [];
  return packIntoLines([...entries, ...numbers], width);
}

/** Fills lines with as many entries as fit. */
function packIntoLines(entries: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    const joined = `${last}   ${entry}`;
    if (last !== undefined && stripVTControlCharacters(joined).length <= width)
      lines[lines.length - 1] = joined;
    else lines.push(entry);
  }
  return lines;
}
