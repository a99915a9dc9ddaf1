/** What a process printed to standard error right before it aborted. */

/** Who stopped the process, and for what. */
export type SaidBy = 'exception' | 'assertion' | 'heap-check' | 'stack-check' | 'sanitizer';

/**
 * The first that matches a line is its source. The messages are those of malloc/malloc.c and debug/ in glibc, of
 * macOS's malloc, of libstdc++ and libc++, and of LLVM's sanitizers.
 */
const SOURCES: readonly (readonly [SaidBy, RegExp])[] = [
  ['sanitizer', /^(?:==\d+==\s?)?ERROR: \w+Sanitizer: |^.*: runtime error: /],
  ['stack-check', /^\*\*\* (?:stack smashing|buffer overflow) detected \*\*\*/],
  [
    'heap-check',
    /^(?:malloc|calloc|realloc|free|munmap_chunk|mremap_chunk|malloc_consolidate|unlink_chunk|tcache_\w+|_int_\w+|sysmalloc)\(\): |^(?:double free or corruption|corrupted (?:size vs\. prev_size|double-linked list)|break adjusted to free malloc space|Fatal glibc error: malloc)|malloc: \*\*\* error for object|^.*sysmalloc: Assertion /,
  ],
  ['exception', /^terminate called after throwing|^libc\+\+abi.*uncaught/],
  ['assertion', /Assertion .*failed|: assertion .* failed: /],
];

/** Lines of no known source that still say why. */
const OTHER = /^(?:FATAL ERROR|terminate called|\s*what\(\):|libc\+\+abi|pure virtual method called)/;

/** Who printed a fatal message; `undefined` if that is unknown, or V8 or Node-API. */
export function saidBy(message: string): SaidBy | undefined {
  return SOURCES.find(([, pattern]) => pattern.test(message))?.[0];
}

/** The message that V8, Node.js, the C or C++ library or a sanitizer printed before it aborted the process. */
export function fatalMessage(stderr: string): string | undefined {
  const v8Banner = stderr.match(/^# .*Fatal error[\s\S]*?^#$/m)?.[0];
  if (v8Banner !== undefined) return v8Banner.replace(/^# ?/gm, '').trim().replace(/\n+/g, ': ');
  const lines = stderr.split('\n').filter((line) => OTHER.test(line) || saidBy(line) !== undefined);
  // Two threads may end in the same way.
  const telling = [...new Set(lines)].slice(0, 2);
  return telling.length === 0 ? undefined : telling.join(' ').trim();
}
