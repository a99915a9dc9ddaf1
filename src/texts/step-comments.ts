/** A line of a comment in C++, JavaScript or Python, or a line of text in JSON, which has no comments. */
const COMMENT = /^\s*(?:(?:\/\/|#(?=\s|$)|\*)\s?(.*)|"([^"]*)",?)$/;
/** Code in a comment is indented. */
const CODE = /^ {2,}\S/;

/**
 * The comments of a starter file that lead through the exercise: each begins with `STEP` and ends with its comment. Code,
 * and what follows it, belongs to the step, also after an empty line.
 * @returns one text for each, in the order of the file, without the comment markers: prose in one line, each line of code
 * in its own
 */
export function stepComments(source: string): string[] {
  const steps: string[][] = [];
  let current: string[] | undefined;
  let afterGap = false;
  for (const line of source.split(/\r?\n/)) {
    const [, comment, text = comment] = COMMENT.exec(line) ?? [];
    if (text === undefined) current = undefined;
    else if (/^STEP \d+(?::|,| is)/.test(text)) {
      current = [text];
      steps.push(current);
    } else if (comment !== undefined && CODE.test(comment)) current?.push(comment);
    else if (text.trim() !== '') {
      if (afterGap && !current?.some((part) => CODE.test(part))) current = undefined;
      const isProse = current !== undefined && !CODE.test(current.at(-1)!);
      current?.push(isProse ? `${current.pop()} ${text.trim()}` : text);
    }
    afterGap = text?.trim() === '';
  }
  return steps.map((lines) => lines.join('\n').trim());
}
