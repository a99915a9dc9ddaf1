import path from 'node:path';

/** What newer compilers refuse by themselves: GCC from version 14, clang from 16. Older ones only warn. */
export const ERRORS_IN_C = [
  'return-type',
  'implicit-function-declaration',
  'int-conversion',
  'incompatible-pointer-types',
].map((name) => `-Werror=${name}`);

/**
 * Learners wait for this build: without optimisation it takes half the time, and no function is inlined into another,
 * so that each keeps its place in the source; debug information turns addresses into lines. In DWARF 5, addr2line of
 * binutils 2.40 mistakes lines of headers for lines of the source file.
 * node-gyp's make files put these after the flags of binding.gyp; MSVC does not read them.
 *
 * @param linkObject lies in the parent folder of the package: see `copyBesidePackage`
 */
export function toolFlags(linkObject: string | undefined, strict: boolean): Record<string, string> {
  const flags = (name: string, ...more: string[]) =>
    [process.env[name], '-O0', '-g1', '-gdwarf-4', ...more].filter(Boolean).join(' ');
  // Named from `build/`, where make runs: that path has no spaces, whatever the folders above are called.
  const object = linkObject === undefined ? '' : `../../${path.basename(linkObject)}`;
  const LDFLAGS = [process.env.LDFLAGS, object].filter(Boolean).join(' ');
  const CFLAGS = flags('CFLAGS', ...(strict ? ERRORS_IN_C : []));
  const CXXFLAGS = flags('CXXFLAGS', ...(strict ? ['-Werror=return-type'] : []));
  return { CFLAGS, CXXFLAGS, LDFLAGS };
}
