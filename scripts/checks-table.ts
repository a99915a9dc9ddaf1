/** Writes docs/checks.md from the exercises and the interface texts. `npm run checks` runs it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { exercises } from '../src/course/exercises.js';
import { t } from '../src/texts/translate.js';

const ids = new Set(exercises.flatMap(({ checks }) => checks));
const heading = ['id', 'says', 'expects', 'exercises'];
const rows = [...ids].map((id) => {
  const meant = exercises.filter(({ checks }) => checks.includes(id));
  const used = meant.length === exercises.length ? 'all' : meant.map((exercise) => exercise.id).join(', ');
  return [`\`${id}\``, cell(`check.${id}.title`), cell(`check.${id}.expected`), used];
});
const page = `# Checks

What \`learnyounative verify\` can find, in the order of the report. The ids are those of \`verify --json\` and of the
\`mistake.json\` files of the course; they stay the same from version to version. Made by \`npm run checks\`.

${table([heading, ...rows])}

In \`verify --json\`, the \`status\` of each is \`pass\`, \`fail\`, or \`skip\`: an earlier failure made it pointless.
`;
writeFileSync(path.join('docs', 'checks.md'), page);
console.log('wrote docs/checks.md');

function cell(key: string): string {
  return t(key).replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** With columns of even width: so the formatter has nothing to do. */
function table(lines: readonly (readonly string[])[]): string {
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const written = lines.map(
    (line) => `| ${line.map((text, column) => text.padEnd(widths[column]!)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [written[0], rule, ...written.slice(1)].join('\n');
}
