/** Splits a variable such as CXX, which can be a command with arguments: `ccache "/opt/my tools/g++"`. */
export function shellWords(text: string): string[] {
  const words = text.match(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? [];
  return words.map((word) =>
    word.replace(/\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, escaped, double, single) =>
      escaped !== undefined ? escaped : double !== undefined ? double.replace(/\\(["\\])/g, '$1') : single,
    ),
  );
}
