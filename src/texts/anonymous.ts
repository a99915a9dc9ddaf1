import { realpathSync } from 'node:fs';
import os from 'node:os';

/** The text without the names of this person's home folder and account: `~` and `<user>` stand in their places. */
export function anonymous(text: string, homes = homeFolders(), users = userNames()): string {
  const homeless = homes
    .flatMap(spellings)
    .filter((name) => name.length > 1)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, '~'), text);
  return users
    .filter((name) => name !== '')
    .reduce((rest, user) => {
      const name = user.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return rest.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, 'gu'), '<user>');
    }, homeless);
}

/** A path may stand in JSON, where backslashes and quotes are escaped, or in a URL. */
function spellings(folder: string): string[] {
  const slashes = folder.replaceAll('\\', '/');
  return [folder, JSON.stringify(folder).slice(1, -1), slashes, encodeURI(slashes)];
}

/** As it is named and, where that leads over a link, as programs find it. */
function homeFolders(): string[] {
  const home = os.homedir();
  try {
    return [home, realpathSync(home)];
  } catch {
    return [home];
  }
}

function userNames(): string[] {
  const { USER = '', LOGNAME = '', USERNAME = '' } = process.env;
  try {
    return [os.userInfo().username, USER, LOGNAME, USERNAME];
  } catch {
    return [USER, LOGNAME, USERNAME]; // An account without an entry, as in some containers.
  }
}
