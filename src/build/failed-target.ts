import type { Complaint } from './complaint.js';

/** make reports the object file that failed, or the add-on itself. */
const MAKE_GIVES_UP =
  /^make(?:\[\d+\])?: \*\*\* \[.*?\bobj\.target\/(?<target>[^/\]]+?)(?:\.node|\/(?<source>.*)\.o)\] Error/gm;
const MSBUILD_ERROR = /error \w+: .*\[.*?(?<target>[^\\/\]]+)\.vcxproj\]$/gm;

/**
 * The target in binding.gyp whose build failed with this complaint; `undefined` when the log does not name it, or when
 * several targets failed.
 */
export function failedTarget(log: string, { where }: Pick<Complaint, 'where'>): string | undefined {
  const failures = [...log.matchAll(MAKE_GIVES_UP), ...log.matchAll(MSBUILD_ERROR)].map(
    ({ groups }) => groups!,
  );
  const source = where?.replace(/\.\w+:\d+$/, '');
  const ofSource = failures.filter((failure) => source !== undefined && failure.source === source);
  const targets = new Set((ofSource.length > 0 ? ofSource : failures).map(({ target }) => target!));
  return targets.size === 1 ? [...targets][0] : undefined;
}
