import { type Exercise, wordsOf } from '../src/course/exercise.js';
import { checkText } from '../src/report/checklist.js';

const HEADING = ['id', 'says', 'expects', 'exercises'];
const VALUES = { functions: 'the functions asked for', name: 'name' };

/** The page docs/checks.md: every check of these exercises, what it asserts, and where it is used. */
export function checksPage(exercises: readonly Exercise[]): string {
  const ids = new Set(exercises.flatMap(({ checks }) => checks));
  const rows = [...ids].map((id) => {
    const users = exercises.filter(({ checks }) => checks.includes(id));
    const used = users.length === exercises.length ? 'all' : users.map((exercise) => exercise.id).join(', ');
    return [`\`${id}\``, said(id, 'title', users), said(id, 'expected', users), used];
  });
  return `# Checks

What \`learnyounative verify\` can find, in the order of the report. The ids are those of \`verify --json\` and of the
\`mistake.json\` files of the course; they stay the same from version to version. Made by \`npm run checks\`.

${table([HEADING, ...rows])}

In \`verify --json\`, the \`status\` of each is \`pass\`, \`fail\`, or \`skip\`: an earlier failure made it pointless.
`;
}

/** Where exercises have words of their own for a check, all of them. */
function said(id: string, part: 'title' | 'expected', users: readonly Exercise[]): string {
  const texts = users.map((exercise) => checkText(id, part, { ...wordsOf(exercise), values: VALUES }) ?? '');
  return [...new Set(texts)].join(' / ').replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** With columns of even width: so the formatter has nothing to do. */
function table(lines: readonly (readonly string[])[]): string {
  const widths = HEADING.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const written = lines.map(
    (line) => `| ${line.map((text, column) => text.padEnd(widths[column]!)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [written[0], rule, ...written.slice(1)].join('\n');
}
