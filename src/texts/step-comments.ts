/** A line of a comment in C++, JavaScript or Python, or a line of text in JSON, which has no comments. */
const COMMENT = /^\s*(?:(?:\/\/|#(?=\s|$)|\*)\s?(.*)|"([^"]*)",?)$/;

/**
 * The comments of a starter file that lead through the exercise: each begins with `STEP` and ends with its comment.
 * @returns one text for each, in the order of the file, without the comment markers
 */
export function stepComments(source: string): string[] {
  const steps: string[][] = [];
  let current: string[] | undefined;
  for (const line of source.split(/\r?\n/)) {
    const [, comment, text = comment] = COMMENT.exec(line) ?? [];
    if (text === undefined || text.trim() === '') current = undefined;
    else if (/^STEP \d+(?::|,| is)/.test(text)) {
      current = [text];
      steps.push(current);
    } else current?.push(text);
  }
  return steps.map((lines) => lines.map((line) => line.trim()).join(' '));
}
