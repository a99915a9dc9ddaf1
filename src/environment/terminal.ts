import { Chalk, type ChalkInstance, type ColorSupportLevel } from 'chalk';
import { asciiSymbols, type Symbols, unicodeSymbols } from './symbols.js';

/** What standard output can display. */
export interface Terminal {
  /** In columns; 80 if unknown. */
  readonly width: number;
  /** In rows; unlimited if the output is not a terminal. */
  readonly height: number;
  /** Columns for prose: at most what is comfortable to read. */
  readonly textWidth: number;
  /** Leaves text unchanged if `colour` is false. */
  readonly paint: ChalkInstance;
  readonly colour: boolean;
  readonly unicode: boolean;
  readonly symbols: Symbols;
  /**
   * Whether both input and output are a terminal whose width is known: programs can prompt and move the cursor. ora and
   * others divide by the width.
   */
  readonly interactive: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Input = Pick<NodeJS.ReadStream, 'isTTY'>;
type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'rows' | 'getColorDepth'>;

const MIN_TEXT_WIDTH = 40;
const MAX_TEXT_WIDTH = 78;

/** Detects what the terminal can display, from the streams and the environment. */
export function detectTerminal(
  input: Input = process.stdin,
  output: Output = process.stdout,
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): Terminal {
  const width = (output.isTTY && output.columns) || 80;
  const level = colourLevel(output, environment);
  const unicode = supportsUnicode(environment, platform);
  return {
    width,
    height: (output.isTTY && output.rows) || Number.POSITIVE_INFINITY,
    textWidth: Math.min(MAX_TEXT_WIDTH, Math.max(MIN_TEXT_WIDTH, width - 2)),
    paint: new Chalk({ level }),
    colour: level > 0,
    unicode,
    symbols: unicode ? unicodeSymbols : asciiSymbols,
    interactive: Boolean(input.isTTY && output.isTTY && output.columns) && environment.TERM !== 'dumb',
  };
}

/**
 * `FORCE_COLOR` overrides `NO_COLOR`, as in Node.js itself (https://nodejs.org/api/cli.html#force_color1-2-3);
 * chalk's own detection ignores `NO_COLOR`.
 */
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

/** Except on Windows, the locale decides: the first of LC_ALL, LC_CTYPE and LANG that is set. */
function supportsUnicode(environment: Environment, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') {
    return Boolean(environment.WT_SESSION || environment.TERM_PROGRAM || environment.CI || environment.TERM);
  }
  if (environment.TERM === 'linux') return false;
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG;
  // Some macOS terminals and many containers set none of them, but do use UTF-8.
  return !locale || /utf-?8/i.test(locale);
}
