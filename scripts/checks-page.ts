import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkIdsOf, type Exercise, wordingOf } from '../src/course/exercise.js';
import { packageRoot } from '../src/environment/package-root.js';
import { checkText } from '../src/report/render.js';

const VALUES = { functions: 'the functions asked for', name: 'name' };

/** Renders docs/checks.md: every check of the exercises, what it expects, who uses it, and its situations. */
export async function checksPage(exercises: readonly Exercise[]): Promise<string> {
  const checksOf = new Map<Exercise, readonly string[]>();
  for (const exercise of exercises) checksOf.set(exercise, await checkIdsOf(exercise));
  const ids = [...new Set([...checksOf.values()].flat())];
  const rows = ids.map((id) => {
    const users = exercises.filter((exercise) => checksOf.get(exercise)?.includes(id));
    const used = users.length === exercises.length ? 'all' : users.map((exercise) => exercise.id).join(', ');
    return [`\`${id}\``, textsOf(id, 'title', users), textsOf(id, 'expected', users), used];
  });
  const situations = situationsByCheck();
  const situationRows = [...ids, 'records'].flatMap((id) => {
    const names = [...(situations.get(id) ?? [])].sort();
    return names.length === 0 ? [] : [[`\`${id}\``, names.map((name) => `\`${name}\``).join(', ')]];
  });
  return `# Checks

What \`learnyounative verify\` can find, in the order of the report. The ids are those of \`verify --json\` and of the
\`mistake.json\` files of the course; they stay the same from version to version. Made by \`npm run checks\`.

${table([['id', 'says', 'expects', 'exercises'], ...rows])}

In \`verify --json\`, the \`status\` of each is \`pass\`, \`fail\`, or \`skip\`: an earlier failure made it pointless.

## Situations

How a check can fail. In \`verify --json\` and in \`mistake.json\`, the \`situation\` of a failed check is
\`<check>.<situation>\`. The checks of CHECK YOUR TOOLS have the problems of \`i18n/en/toolchain.json\` as theirs.
Those of \`records\` belong to every check: the record of a run that it needs contradicts what verify chose.

${table([['check', 'situations'], ...situationRows])}
`;
}

/** All wordings of a check's text, as exercises can override it. */
function textsOf(id: string, part: 'title' | 'expected', users: readonly Exercise[]): string {
  const texts = users.map(
    (exercise) => checkText(id, part, { ...wordingOf(exercise), values: VALUES }) ?? '',
  );
  return [...new Set(texts)].join(' / ').replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** The situations of each check, read from the keys of its texts. */
export function situationsByCheck(): Map<string, Set<string>> {
  const folder = path.join(packageRoot, 'i18n', 'en');
  const found = new Map<string, Set<string>>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const { check: checks = {} } = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    for (const [id, texts] of Object.entries<object>(checks)) {
      const names = Object.keys(texts).map((key) => key.replace(/_.*$/, '').replace(/-hint$/, ''));
      const own = names.filter((name) => !['title', 'expected', 'hint', 'observed'].includes(name));
      found.set(id, new Set([...(found.get(id) ?? []), ...own]));
    }
  }
  return found;
}

/** A Markdown table with aligned columns. */
function table(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const written = lines.map(
    (line) => `| ${line.map((text, column) => text.padEnd(widths[column]!)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [written[0], rule, ...written.slice(1)].join('\n');
}
