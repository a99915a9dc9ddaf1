import os from 'node:os';
import path from 'node:path';
import { hasText, t } from '../texts/translate.js';
import type { Found, Missing, Package } from './finding.js';
import { installCommand } from './install-command.js';
import { pathFolders } from './look-up.js';
import type { System } from './system.js';

/** A path as people write it, when it is below their home folder: `~/bin`. */
function fromHome(file: string): string {
  const home = os.homedir();
  return home.length > 1 && file.startsWith(home + path.sep) ? `~${file.slice(home.length)}` : file;
}

/** What was found, in one line: version, place, and what else is worth knowing. */
export function describeFound({ version, where, note }: Found): string | undefined {
  const parts = [version, where && fromHome(where), note].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

/** What is missing, and every place that was looked at with what was found there. */
export function describeMissing({ thing, problem, values, attempts }: Missing): string {
  const looked = attempts.map(({ place, reason }) => `- ${place}: ${reason}`);
  const onPath = attempts.some(({ reason }) => reason === t('toolchain.reason.not-on-path'));
  return [
    t(`toolchain.${thing}.${problem}`, values),
    ...looked,
    ...(onPath ? [t('toolchain.path', { path: pathFolders().map(fromHome).join(', ') })] : []),
  ].join('\n');
}

/**
 * How to make it right on this very system.
 * @param packages to install: those that are missing beside this one can come in the same go
 */
export function remedyOf(
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

/** The texts set variables as shells do elsewhere; on Windows, most people sit before PowerShell. */
function forShell(text: string, { family }: System): string {
  if (family !== 'windows') return text;
  return text
    .replace(/`export (\w+)="?([^"`]*?)"?`/g, '`$$env:$1 = "$2"`')
    .replace(/`unset (\w+)`/g, '`Remove-Item Env:$1`')
    .replaceAll(':$PATH', ';$env:PATH');
}
