import path from 'node:path';

/**
 * A place in the learner's files, relative to their folder; `undefined` for files of the build and of dependencies.
 * The tools run in `build/`, so they report the learner's files as `../myaddon.cc`.
 */
export function ownPlace(file: string, line: string, packageFolder: string): string | undefined {
  const relative = path.relative(packageFolder, path.resolve(packageFolder, 'build', file));
  const [top] = relative.split(path.sep);
  if (path.isAbsolute(relative) || top === '..' || top === 'build' || top === 'node_modules')
    return undefined;
  return `${relative.replaceAll(path.sep, '/')}:${line}`;
}
