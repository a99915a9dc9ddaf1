/** When the support of a release line of Node.js ends, as planned when this was written (November 2026). */
const END_OF_LIFE: Readonly<Record<number, string>> = {
  20: '2026-04-30',
  21: '2024-06-01',
  22: '2027-04-30',
  23: '2025-06-01',
  24: '2028-04-30',
  25: '2026-06-01',
  26: '2029-04-30',
};

export interface NodeLine {
  readonly major: number;
  /** A date such as `2027-04-30`; unknown for lines that came later. */
  readonly endOfLife: string | undefined;
  readonly isOver: boolean;
}

/** The release line of a version such as `22.9.0`, and whether it is still looked after on that day. */
export function nodeLine(version: string, today: Date): NodeLine {
  const major = Number(version.split('.')[0]);
  const endOfLife = END_OF_LIFE[major];
  return { major, endOfLife, isOver: endOfLife !== undefined && today > new Date(`${endOfLife}T23:59:59Z`) };
}

/** Whether a version is in a range of the two forms that `engines` of a package.json is mostly made of: `^20.17.0 || >=22.9.0`. */
export function isInRange(version: string, range: string): boolean {
  return range.split('||').some((part) => {
    const [, sign, least] = /^\s*(\^|>=)\s*(\d+\.\d+\.\d+)\s*$/.exec(part) ?? [];
    if (least === undefined) throw new Error(`not a range that is understood here: ${range}`);
    const enough = compareVersions(version, least) >= 0;
    return enough && (sign === '>=' || version.split('.')[0] === least.split('.')[0]);
  });
}

/** Below zero, zero or above it, as the first is older, the same or newer; only numbers between dots count. */
export function compareVersions(a: string, b: string): number {
  const [as, bs] = [numbers(a), numbers(b)];
  const differing = as.findIndex((number, index) => number !== (bs[index] ?? 0));
  return differing === -1 ? 0 : as[differing]! - (bs[differing] ?? 0);
}

function numbers(version: string): number[] {
  return [0, 1, 2].map((index) => Number.parseInt(version.split('.')[index] ?? '0', 10));
}
