/**
 * The candidate that is most similar to `word`, ignoring case: the only one that starts with it, or the one with the
 * smallest edit distance, of at most a third of the letters. `undefined` if none is similar enough.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  const completions = candidates.filter((candidate) => wanted && candidate.toLowerCase().startsWith(wanted));
  if (completions.length === 1) return completions[0];
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const edits = editDistance(wanted, candidate.toLowerCase());
    if (edits < fewest && edits <= Math.max(wanted.length, candidate.length) / 3) {
      best = candidate;
      fewest = edits;
    }
  }
  return best;
}

/** How many letters have to be inserted, deleted, replaced or swapped with their neighbour. */
function editDistance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row++) {
    const line = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let least = Math.min(
        rows[row - 1]![column]! + 1,
        line[column - 1]! + 1,
        rows[row - 1]![column - 1]! + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        least = Math.min(least, rows[row - 2]![column - 2]! + 1);
      }
      line.push(least);
    }
    rows.push(line);
  }
  return rows[from.length]![to.length]!;
}
