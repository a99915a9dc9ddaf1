/** Converts any value to a string, including those for which `String()` throws, such as `Object.create(null)`. */
export function describeValue(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
