import type { Complaint } from './complaint.js';

/** make reports the object file that failed, or the add-on or program that could not be linked. */
const MAKE_GIVES_UP =
  /^make(?:\[\d+\])?: \*\*\* \[.*?\b(?:Release|Debug)\/(?:obj\.target\/(?<compiled>[^/\]]+)\/(?<source>.*)\.o|(?:obj\.target\/)?(?<linked>[^/\]]+?)(?:\.node|\.so|\.dylib|\.a)?)\] Error/gm;
const MSBUILD_ERROR = /error \w+: .*\[.*?(?<linked>[^\\/\]]+)\.vcxproj\]$/gm;

/**
 * The target in binding.gyp whose build failed with this complaint; `undefined` when the log does not name it, or when
 * several targets failed.
 * @param wanted this one if it is among several that failed
 */
export function failedTarget(
  log: string,
  { where }: Pick<Complaint, 'where'>,
  wanted?: string,
): string | undefined {
  const failures = [...log.matchAll(MAKE_GIVES_UP), ...log.matchAll(MSBUILD_ERROR)].map(({ groups }) => ({
    target: (groups!.compiled ?? groups!.linked)!,
    source: groups!.source,
  }));
  const source = where?.replace(/\.\w+:\d+$/, '');
  const ofSource = failures.filter((failure) => source !== undefined && failure.source === source);
  const targets = new Set((ofSource.length > 0 ? ofSource : failures).map(({ target }) => target));
  if (wanted !== undefined && targets.has(wanted)) return wanted;
  return targets.size === 1 ? [...targets][0] : undefined;
}
