/** The symbols that learnyounative draws. For those in texts, see `toAscii`. */
export interface Symbols {
  readonly tick: string;
  readonly cross: string;
  readonly skip: string;
  readonly bullet: string;
  readonly arrow: string;
  readonly ellipsis: string;
  readonly barFull: string;
  readonly barEmpty: string;
  readonly ruleHeavy: string;
  readonly ruleLight: string;
  readonly quote: string;
  /** The name of a spinner in cli-spinners, which ora uses. */
  readonly spinner: 'dots' | 'line';
}

export const unicodeSymbols: Symbols = {
  tick: '✔',
  cross: '✘',
  skip: '○',
  bullet: '•',
  arrow: '→',
  ellipsis: '…',
  barFull: '█',
  barEmpty: '░',
  ruleHeavy: '═',
  ruleLight: '─',
  quote: '│',
  spinner: 'dots',
};

export const asciiSymbols: Symbols = {
  tick: '+',
  cross: 'x',
  skip: 'o',
  bullet: '*',
  arrow: '->',
  ellipsis: '...',
  barFull: '#',
  barEmpty: '-',
  ruleHeavy: '=',
  ruleLight: '-',
  quote: '|',
  spinner: 'line',
};
