/** The position and size of a cell in the picture, in px. */
export interface CellBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Shape {
  /** The attribute `d` of an SVG path. */
  readonly path: string;
  /** The line width in px; without it, the shape is filled. */
  readonly stroke?: number;
  readonly opacity?: number;
}

/** Characters that form one long shape with equal neighbours. */
const MERGING = '█▒░─═';

export function isMerging(character: string): boolean {
  return MERGING.includes(character);
}

/** The line width of box-drawing characters, in px. */
const LINE_WIDTH = 1.2;

/**
 * The shape of a character that is drawn instead of written as text: one that must touch its neighbours, or that many
 * fonts lack or show as an emoji.
 * @returns `undefined` for all other characters
 */
export function shapeOf(character: string, { left, top, width, height }: CellBox): Shape | undefined {
  const [middle, centre] = [left + width / 2, top + height / 2];
  const [right, bottom] = [left + width, top + height];
  const line = (...points: readonly (readonly [number, number])[]) =>
    points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('');
  const circle = (radius: number) =>
    `M${px(middle - radius)} ${px(centre)}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
  const square = (side: number) =>
    `M${px(middle - side / 2)} ${px(centre - side / 2)}h${side}v${side}h${-side}Z`;
  const block = `${line([left, top + 4], [right, top + 4], [right, bottom - 4], [left, bottom - 4])}Z`;
  const drawn: Readonly<Record<string, Shape>> = {
    '✔': {
      path: line([left + 0.6, centre + 0.6], [left + 3.2, centre + 3.4], [right - 0.4, centre - 4]),
      stroke: 1.8,
    },
    '✘': {
      path:
        line([left + 1, centre - 3.6], [right - 1, centre + 3.6]) +
        line([right - 1, centre - 3.6], [left + 1, centre + 3.6]),
      stroke: 1.8,
    },
    '○': { path: circle(3.2), stroke: LINE_WIDTH },
    '●': { path: circle(3.8) },
    '◆': {
      path: `${line([middle, centre - 4.4], [right, centre], [middle, centre + 4.4], [left, centre])}Z`,
    },
    '◇': {
      path: `${line([middle, centre - 4], [right - 0.4, centre], [middle, centre + 4], [left + 0.4, centre])}Z`,
      stroke: LINE_WIDTH,
    },
    '█': { path: block },
    '▒': { path: block, opacity: 0.6 },
    '░': { path: block, opacity: 0.25 },
    '▪': { path: square(4.6) },
    '·': { path: circle(1.1) },
    '│': { path: line([middle, top], [middle, bottom]), stroke: LINE_WIDTH },
    '─': { path: line([left, centre], [right, centre]), stroke: LINE_WIDTH },
    '═': {
      path: line([left, centre - 2], [right, centre - 2]) + line([left, centre + 2], [right, centre + 2]),
      stroke: LINE_WIDTH,
    },
    '┬': {
      path: line([left, centre], [right, centre]) + line([middle, centre], [middle, bottom]),
      stroke: LINE_WIDTH,
    },
    '┌': { path: line([right, centre], [middle, centre], [middle, bottom]), stroke: LINE_WIDTH },
    '└': { path: line([middle, top], [middle, centre], [right, centre]), stroke: LINE_WIDTH },
  };
  return drawn[character];
}

/** A length with at most two decimals. */
export function px(length: number): string {
  return String(Math.round(length * 100) / 100);
}
