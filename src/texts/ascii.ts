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
  // The symbols of @clack/prompts.
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

/**
 * Transliterates text to ASCII, for terminals that do not support Unicode. Accents are dropped; a character without a
 * replacement becomes a question mark.
 */
export function toAscii(text: string): string {
  return text
    .replace(/[^\p{ASCII}]/gu, (character) => replacements[character] ?? character)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^\p{ASCII}]/gu, '?');
}
