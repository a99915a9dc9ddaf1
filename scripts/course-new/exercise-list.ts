/**
 * Adds an exercise to the text of src/course/exercises.ts: its import, sorted by path, and its name in the list.
 * @param before the ID of the exercise that it follows
 */
export function withExercise(source: string, id: string, before: string): string {
  const importLine = (of: string) => `import ${camelCase(of)} from '../../exercises/${of}/exercise.js';`;
  const imports = source.match(/^import .*\/exercises\/.*$/gm) ?? [];
  const sorted = [...imports, importLine(id)].sort((a, b) => pathIn(a).localeCompare(pathIn(b)));
  const list = new RegExp(`\\b${camelCase(before)}\\b(?=[^;]*\\];)`);
  return source
    .replace(imports.join('\n'), sorted.join('\n'))
    .replace(list, `${camelCase(before)}, ${camelCase(id)}`);
}

function pathIn(line: string): string {
  return line.split("'")[1] ?? '';
}

function camelCase(id: string): string {
  return id.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Adds an exercise's text file to the union of text files in the text of src/report/situation.ts. */
export function withTextFile(source: string, id: string): string {
  const line = (of: string) => `  | typeof import('../../i18n/en/${of}.json')`;
  const lines = source.match(/^ {2}\| typeof import\(.*\)(?=;?$)/gm) ?? [];
  const sorted = [...lines, line(id)].sort((a, b) => pathIn(a).localeCompare(pathIn(b)));
  return source.replace(lines.join('\n'), sorted.join('\n'));
}
