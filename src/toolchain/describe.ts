import os from 'node:os';
import path from 'node:path';
import { hasText, t } from '../texts/translate.js';
import { installCommand } from './install-command.js';
import { pathFolders } from './look-up.js';
import type { System } from './system.js';
import type { Found, Missing, Package } from './tool-finding.js';

/** Abbreviates a path below the home folder: `~/bin`. */
function fromHome(file: string): string {
  const home = os.homedir();
  return home.length > 1 && file.startsWith(home + path.sep) ? `~${file.slice(home.length)}` : file;
}

/** One line about what was found: version, path, note. `undefined` if there is nothing to tell. */
export function describeFound({ version, where, note }: Found): string | undefined {
  const parts = [version, where && fromHome(where), note].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

/** What is missing, and every place that was searched with the result. */
export function describeMissing({ thing, problem, values, attempts }: Missing): string {
  const searched = attempts.map(({ place, reason }) => `- ${place}: ${reason}`);
  const onPath = attempts.some(({ reason }) => reason === t('toolchain.reason.not-on-path'));
  return [
    t(`toolchain.${thing}.${problem}`, values),
    ...searched,
    ...(onPath ? [t('toolchain.path', { path: pathFolders().map(fromHome).join(', ') })] : []),
  ].join('\n');
}

/**
 * How to fix it on the given system.
 * @param packages to install: may include those of other findings, to install all with one command
 */
export function remedyFor(
  { thing, problem, values, packages: own }: Missing,
  system: System,
  packages: readonly Package[] = own,
): string {
  const key = `toolchain.${thing}.${problem}-hint`;
  const wanted = own.length > 0 ? packages : [];
  const command = installCommand(wanted, system);
  const names = wanted.map((name) => t(`toolchain.package.${name}`)).join(', ');
  const install =
    command === undefined
      ? t('toolchain.install-yourself', { names })
      : t('toolchain.install', { system: system.name, command: command.replace(/^.+$/gm, '`$&`') });
  return forShell(hasText(key) ? t(key, { ...values, install }) : install, system);
}

/** Texts set variables in the syntax of POSIX shells; for Windows, it is converted to PowerShell. */
function forShell(text: string, { family }: System): string {
  if (family !== 'windows') return text;
  return text
    .replace(/`export (\w+)="?([^"`]*?)"?`/g, '`$$env:$1 = "$2"`')
    .replace(/`unset (\w+)`/g, '`Remove-Item Env:$1`')
    .replaceAll(':$PATH', ';$env:PATH');
}
