/**
 * The name of a C++ function without its parameters: `Image::Resize` for `Image::Resize(int, char const*) const`. The
 * name itself may contain parentheses: `(anonymous namespace)::Resize`.
 */
export function withoutParameters(name: string): string {
  const end = name.lastIndexOf(')');
  // After the parameters, only ` const`, ` &` and the like follow, or ` [clone .isra.0]`.
  if (end === -1 || !/^(?: (?:const|volatile|noexcept|&&?)| \[[^\]]*\])*$/.test(name.slice(end + 1)))
    return name;
  let depth = 0;
  for (let at = end; at >= 0; at--) {
    if (name[at] === ')') depth++;
    if (name[at] === '(') depth--;
    if (depth === 0) return name.slice(0, at) || name;
  }
  return name;
}
