import os from 'node:os';

/** The text without the names of this person's home folder and account: `~` and `<user>` stand in their places. */
export function anonymous(text: string, home = os.homedir(), user = userName()): string {
  // A path may stand in JSON, where backslashes are doubled, or in a URL.
  const homes = [home, home.replaceAll('\\', '\\\\'), home.replaceAll('\\', '/')].filter(
    (name) => name.length > 1,
  );
  const homeless = homes.reduce((rest, name) => rest.replaceAll(name, '~'), text);
  if (user === undefined || user === '') return homeless;
  const name = user.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return homeless.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, 'gu'), '<user>');
}

function userName(): string | undefined {
  try {
    return os.userInfo().username;
  } catch {
    return undefined; // An account without an entry, as in some containers.
  }
}
