/** When support for each release line of Node.js ends: https://github.com/nodejs/release (as of November 2026). */
const END_OF_LIFE: Readonly<Record<number, string>> = {
  20: '2026-04-30',
  21: '2024-06-01',
  22: '2027-04-30',
  23: '2025-06-01',
  24: '2028-04-30',
  25: '2026-06-01',
  26: '2029-04-30',
};

export interface ReleaseLine {
  readonly major: number;
  /** A date such as `2027-04-30`; `undefined` for later release lines. */
  readonly endOfLife: string | undefined;
  readonly isOver: boolean;
}

/** The release line of a version such as `22.9.0`, and whether its support is over on the given day. */
export function releaseLine(version: string, today: Date): ReleaseLine {
  const major = Number(version.split('.')[0]);
  const endOfLife = END_OF_LIFE[major];
  return { major, endOfLife, isOver: endOfLife !== undefined && today > new Date(`${endOfLife}T23:59:59Z`) };
}
