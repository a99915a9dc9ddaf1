/** Every sign that learnyounative draws. Texts may hold others; see `toAscii` for those. */
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
  /** The name of a cli-spinners spinner, as ora takes it. */
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
