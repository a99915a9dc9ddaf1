/** The colours of the window. */
export const theme = {
  background: '#15181e',
  titleBar: '#20242c',
  border: '#333944',
  foreground: '#d6dbe4',
  title: '#8b93a3',
  buttons: ['#ec6a5e', '#f4bf4f', '#61c554'],
} as const;

/** The sixteen ANSI colours, chosen for contrast with the background. */
const ANSI = [
  '#5b6373',
  '#f07178',
  '#7fd88f',
  '#f2c66d',
  '#74a8fc',
  '#cf9bf2',
  '#5ccfe6',
  '#d6dbe4',
  '#7d8697',
  '#ff8b8f',
  '#9ceaab',
  '#ffd98c',
  '#94bfff',
  '#dfb7fa',
  '#86e1f2',
  '#ffffff',
] as const;

/** A colour of xterm's palette as CSS: sixteen named ones, a cube of 6 × 6 × 6, and 24 greys. */
export function paletteColour(index: number): string {
  const named = ANSI[index];
  if (named !== undefined) return named;
  if (index >= 232) return hex(Array.from({ length: 3 }, () => 8 + (index - 232) * 10));
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const inCube = index - 16;
  return hex([Math.floor(inCube / 36), Math.floor(inCube / 6) % 6, inCube % 6].map(level));
}

/** A CSS colour. @param colour 24 bits: red, green, blue */
export function rgbColour(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}

function hex(parts: readonly number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
