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
