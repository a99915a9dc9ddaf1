import { realpathSync } from 'node:fs';
import os from 'node:os';
import { literal } from './regexp.js';

/** Replaces the path of the user's home folder with `~`, and the user's account name with `<user>`. */
export function anonymize(text: string, homes = homeFolders(), users = userNames()): string {
  const withoutHomes = homes
    .flatMap(writtenForms)
    .filter((name) => name.length > 1)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, '~'), text);
  return users
    .filter((name) => name !== '')
    .reduce((rest, user) => {
      const name = literal(user);
      return rest.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, 'gu'), '<user>');
    }, withoutHomes);
}

/** The path as it is, in JSON, with slashes, and in a URL. */
function writtenForms(folder: string): string[] {
  const slashes = folder.replaceAll('\\', '/');
  return [folder, JSON.stringify(folder).slice(1, -1), slashes, encodeURI(slashes)];
}

/** The home folder and, in case it is a symbolic link, its target. */
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
    // It throws for a user without a name, as in some containers: https://nodejs.org/api/os.html#osuserinfooptions
    return [USER, LOGNAME, USERNAME];
  }
}
