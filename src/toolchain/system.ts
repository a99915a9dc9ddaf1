import { readFileSync } from 'node:fs';
import os from 'node:os';
import { lookUp } from './look-up.js';

/** Systems that install in the same way. */
export type Family = 'debian' | 'fedora' | 'arch' | 'alpine' | 'suse' | 'macos' | 'windows' | 'other';

/** How a command gets the rights to install: it has them, or this stands before it. */
export type Rights = 'none' | 'sudo' | 'doas' | 'su';

export interface System {
  readonly family: Family;
  /** As its makers call it: `Debian GNU/Linux 12 (bookworm)`. */
  readonly name: string;
  readonly rights: Rights;
}

/** By the ids of os-release, its own and those of the systems that it is like. */
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
export function thisSystem(): System {
  if (process.platform === 'darwin')
    return { family: 'macos', name: `macOS (${os.release()})`, rights: 'none' };
  if (process.platform === 'win32') return { family: 'windows', name: os.version(), rights: 'none' };
  const { family, name } = readOsRelease(osReleaseText());
  return { family, name: name ?? `${os.type()} ${os.release()}`, rights: rightsHere() };
}

/** What the text of `/etc/os-release` says of the system. */
export function readOsRelease(text: string): { readonly family: Family; readonly name: string | undefined } {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, key, value = ''] = /^([A-Z_]+)=(.*)$/.exec(line.trim()) ?? [];
    if (key !== undefined) values.set(key, value.replace(/^(["'])(.*)\1$/, '$2'));
  }
  const ids = [values.get('ID'), ...(values.get('ID_LIKE') ?? '').split(/\s+/)];
  // opensuse-leap, opensuse-tumbleweed
  const family = ids.map((id) => FAMILIES.get(id) ?? FAMILIES.get(id?.split('-')[0])).find(Boolean);
  return { family: family ?? 'other', name: values.get('PRETTY_NAME') ?? values.get('NAME') };
}

function osReleaseText(): string {
  for (const file of ['/etc/os-release', '/usr/lib/os-release']) {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      // Not every system has it.
    }
  }
  return '';
}

function rightsHere(): Rights {
  if (process.getuid?.() === 0) return 'none';
  return (['sudo', 'doas'] as const).find((name) => lookUp(name).file !== undefined) ?? 'su';
}
