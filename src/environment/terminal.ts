import { Chalk, type ChalkInstance, type ColorSupportLevel } from 'chalk';
import { asciiSymbols, type Symbols, unicodeSymbols } from './symbols.js';

/** What can be shown on standard output, decided once at the start. */
export interface Terminal {
  /** Columns; 80 where nobody says. */
  readonly width: number;
  /** Columns for running text: comfortable to read, and narrow enough for a small window. */
  readonly textWidth: number;
  /** Paints, or leaves text as it is where colour is unwelcome. */
  readonly paint: ChalkInstance;
  readonly colour: boolean;
  readonly unicode: boolean;
  readonly symbols: Symbols;
  /** A person sits at both ends: questions may be asked, the cursor may be moved. */
  readonly interactive: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Input = Pick<NodeJS.ReadStream, 'isTTY'>;
type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'getColorDepth'>;

const NARROWEST_TEXT = 40;
const WIDEST_TEXT = 78;

/** Finds out what the terminal can do. */
export function detectTerminal(
  input: Input = process.stdin,
  output: Output = process.stdout,
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): Terminal {
  const width = (output.isTTY && output.columns) || 80;
  const level = colourLevel(output, environment);
  const unicode = speaksUnicode(environment, platform);
  return {
    width,
    textWidth: Math.min(WIDEST_TEXT, Math.max(NARROWEST_TEXT, width - 2)),
    paint: new Chalk({ level }),
    colour: level > 0,
    unicode,
    symbols: unicode ? unicodeSymbols : asciiSymbols,
    interactive: Boolean(input.isTTY && output.isTTY) && environment.TERM !== 'dumb',
  };
}

/** `FORCE_COLOR` wins over `NO_COLOR`, as in Node.js itself; chalk's own detection does not know `NO_COLOR`. */
function colourLevel(output: Output, environment: Environment): ColorSupportLevel {
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined) {
    if (forced === '0' || forced === 'false') return 0;
    return forced === '2' ? 2 : forced === '3' ? 3 : 1;
  }
  if (environment.NO_COLOR || environment.TERM === 'dumb' || !output.isTTY) return 0;
  const bits = output.getColorDepth({ ...environment });
  return bits >= 24 ? 3 : bits >= 8 ? 2 : bits >= 4 ? 1 : 0;
}

/** Elsewhere than on Windows the locale says it: the first of these variables that is set counts. */
function speaksUnicode(environment: Environment, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') {
    return Boolean(environment.WT_SESSION || environment.TERM_PROGRAM || environment.CI || environment.TERM);
  }
  if (environment.TERM === 'linux') return false;
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG;
  // macOS terminals and many containers set none of them, and read UTF-8 all the same.
  return !locale || /utf-?8/i.test(locale);
}
