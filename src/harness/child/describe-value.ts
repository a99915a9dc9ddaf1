/** A value of the learner's in words, whatever it is: some cannot be made a text of. */
export function describeValue(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
