import { detectTerminal, type Terminal } from '../../src/environment/terminal.js';

/** A terminal for tests; by default without colour, in a UTF-8 locale, 80 columns wide. */
export function terminalOf({
  columns = 80,
  colour = false,
  locale = 'C.UTF-8',
}: {
  readonly columns?: number;
  readonly colour?: boolean;
  readonly locale?: string;
} = {}): Terminal {
  const output = { isTTY: true, columns, getColorDepth: () => 4 };
  const environment = { LANG: locale, ...(colour ? {} : { NO_COLOR: '1' }) };
  return detectTerminal({ isTTY: false } as never, output as never, environment, 'linux');
}
