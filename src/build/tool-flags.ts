import path from 'node:path';

/**
 * Errors by default since GCC 14 and clang 16, which older versions only warn of; and a missing `return`, as in C++.
 * https://gcc.gnu.org/gcc-14/porting_to.html
 */
export const STRICT_C = [
  'return-type',
  'implicit-function-declaration',
  'int-conversion',
  'incompatible-pointer-types',
].map((name) => `-Werror=${name}`);

/**
 * A missing `return` is an error. With the second flag, g++ warns of a std::string for `printf`: see
 * `refusedWarnings`. It warns of sound casts as well, so it must not make errors of its warnings.
 */
export const STRICT_CPP = ['-Werror=return-type', '-Wconditionally-supported'];

/**
 * The environment variables with flags for the compilers and the linker. Without optimization, the build takes half the
 * time and no function is inlined, so that each keeps its place in the source. Debug information maps addresses to
 * lines; with DWARF 5, addr2line of binutils 2.40 confuses lines of headers with lines of the source file.
 * node-gyp's makefiles append these flags to those of binding.gyp; MSVC ignores them.
 *
 * @param linkObject is copied to the parent folder of the package: see `copyBesidePackage`
 */
export function toolFlags(linkObject: string | undefined, strict: boolean): Record<string, string> {
  const flags = (name: string, ...more: string[]) =>
    [process.env[name], '-O0', '-g1', '-gdwarf-4', ...more].filter(Boolean).join(' ');
  // make runs in `build/`: a path relative to it has no spaces, whatever the parent folders are called.
  const object = linkObject === undefined ? '' : `../../${path.basename(linkObject)}`;
  const LDFLAGS = [process.env.LDFLAGS, object].filter(Boolean).join(' ');
  const CFLAGS = flags('CFLAGS', ...(strict ? STRICT_C : []));
  const CXXFLAGS = flags('CXXFLAGS', ...(strict ? STRICT_CPP : []));
  return { CFLAGS, CXXFLAGS, LDFLAGS };
}
