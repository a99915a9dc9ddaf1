/** The style of a terminal cell. Colours are CSS colours; `undefined` is the terminal's default. */
export interface CellStyle {
  readonly foreground: string | undefined;
  readonly background: string | undefined;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
}

export interface Cell {
  readonly text: string;
  readonly style: CellStyle;
}
