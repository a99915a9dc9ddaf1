const replacements: Readonly<Record<string, string>> = {
  '—': '-',
  '–': '-',
  '…': '...',
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '→': '->',
  '←': '<-',
  '↑': '^',
  '↓': 'v',
  '•': '*',
  '·': '-',
  '×': 'x',
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '≈': '~',
  µ: 'u',
  '\u00a0': ' ',
  '✔': '+',
  '✓': '+',
  '✘': 'x',
  '✗': 'x',
  // The signs of @clack/prompts.
  '◆': '*',
  '◇': 'o',
  '■': 'x',
  '▲': '!',
  '●': '>',
  '○': ' ',
  '│': '|',
  '─': '-',
  '═': '=',
  '█': '#',
  '░': '-',
  '┌': '+',
  '┐': '+',
  '└': '+',
  '┘': '+',
  '├': '+',
  '┤': '+',
};

/** Says the same in ASCII, for terminals that would print other signs as garbage. */
export function toAscii(text: string): string {
  // Accents go, their letters stay; whatever has no likeness becomes a question mark, one column wide.
  return text
    .replace(/[^\p{ASCII}]/gu, (sign) => replacements[sign] ?? sign)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^\p{ASCII}]/gu, '?');
}
