import { readFileSync } from 'node:fs';
import os from 'node:os';
import { lookUp } from './look-up.js';

/** Systems with the same package manager. */
export type Family = 'debian' | 'fedora' | 'arch' | 'alpine' | 'suse' | 'macos' | 'windows' | 'other';

/** The command that gives the rights to install packages; `none` if the user has them. */
export type Rights = 'none' | 'sudo' | 'doas' | 'su';

export interface System {
  readonly family: Family;
  /** For display: `Debian GNU/Linux 12 (bookworm)`. */
  readonly name: string;
  readonly rights: Rights;
}

/** By the values of `ID` and `ID_LIKE` in os-release. */
const FAMILIES = new Map<string | undefined, Family>([
  ['debian', 'debian'],
  ['ubuntu', 'debian'],
  ['fedora', 'fedora'],
  ['rhel', 'fedora'],
  ['centos', 'fedora'],
  ['amzn', 'fedora'],
  ['arch', 'arch'],
  ['alpine', 'alpine'],
  ['suse', 'suse'],
  ['opensuse', 'suse'],
  ['sles', 'suse'],
]);

/** The system that this process runs on. */
export function currentSystem(): System {
  if (process.platform === 'darwin')
    return { family: 'macos', name: `macOS (${os.release()})`, rights: 'none' };
  if (process.platform === 'win32') return { family: 'windows', name: os.version(), rights: 'none' };
  const { family, name } = readOsRelease(osReleaseText());
  return { family, name: name ?? `${os.type()} ${os.release()}`, rights: availableRights() };
}

/**
 * Parses `/etc/os-release`: https://www.freedesktop.org/software/systemd/man/latest/os-release.html
 * @param text the content of the file
 */
export function readOsRelease(text: string): { readonly family: Family; readonly name: string | undefined } {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, key, value = ''] = /^([A-Z_]+)=(.*)$/.exec(line.trim()) ?? [];
    if (key !== undefined) values.set(key, value.replace(/^(["'])(.*)\1$/, '$2'));
  }
  const ids = [values.get('ID'), ...(values.get('ID_LIKE') ?? '').split(/\s+/)];
  // `opensuse-leap` and `opensuse-tumbleweed` are found as `opensuse`.
  const family = ids.map((id) => FAMILIES.get(id) ?? FAMILIES.get(id?.split('-')[0])).find(Boolean);
  return { family: family ?? 'other', name: values.get('PRETTY_NAME') ?? values.get('NAME') };
}

function osReleaseText(): string {
  for (const file of ['/etc/os-release', '/usr/lib/os-release']) {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      // Try the next one.
    }
  }
  return '';
}

function availableRights(): Rights {
  if (process.getuid?.() === 0) return 'none';
  return (['sudo', 'doas'] as const).find((name) => lookUp(name).file !== undefined) ?? 'su';
}
