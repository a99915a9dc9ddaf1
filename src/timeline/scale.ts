/** The scale of an axis in ms, in the terminal and in the browser. */

/** Rounds up to 1, 2 or 5 times a power of ten. @param ms above 0 */
export function niceStep(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(ms));
  return [1, 2, 5].map((factor) => factor * power).find((step) => step >= ms) ?? 10 * power;
}

/** The number of an axis: all have the decimals that tell them apart. */
export function formatTick(ms: number, stepMs: number): string {
  return ms.toFixed(Math.min(6, Math.max(0, -Math.floor(Math.log10(stepMs) + 1e-9))));
}
