import type { Family, System } from './system.js';
import type { Package } from './tool-finding.js';

/** The package manager of a family of systems. */
interface Installer {
  readonly commands: readonly string[];
  readonly names: Readonly<Partial<Record<Package, string>>>;
}

const INSTALLERS: Readonly<Partial<Record<Family, Installer>>> = {
  debian: {
    // Container images come without package lists.
    commands: ['apt-get update', 'apt-get install -y'],
    names: { npm: 'npm', python: 'python3', make: 'make', compiler: 'g++' },
  },
  fedora: {
    commands: ['dnf install -y'],
    names: { npm: 'npm', python: 'python3', make: 'make', compiler: 'gcc-c++' },
  },
  arch: {
    commands: ['pacman -S --needed'],
    names: { npm: 'npm', python: 'python', make: 'make', compiler: 'gcc' },
  },
  alpine: {
    commands: ['apk add'],
    names: { npm: 'npm', python: 'python3', make: 'make', compiler: 'g++' },
  },
  suse: {
    commands: ['zypper install'],
    names: { npm: 'npm-default', python: 'python3', make: 'make', compiler: 'gcc-c++' },
  },
};

const XCODE = 'xcode-select --install';
const WINGET_PYTHON = 'winget install -e --id Python.Python.3.13';
const WINGET_MSVC =
  'winget install -e --id Microsoft.VisualStudio.2022.BuildTools --override ' +
  '"--wait --passive --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"';

/**
 * The commands that install the packages on the given system, one per line. `undefined` if there is none: the system
 * is unknown, or it is about Node.js, which can be installed in too many ways.
 */
export function installCommand(packages: readonly Package[], system: System): string | undefined {
  const wanted = [...new Set(packages)];
  if (system.family === 'macos') return wanted.some(isBuildTool) ? XCODE : undefined;
  if (system.family === 'windows') {
    const commands = [
      ...(wanted.includes('python') ? [WINGET_PYTHON] : []),
      ...(wanted.includes('make') || wanted.includes('compiler') ? [WINGET_MSVC] : []),
    ];
    return commands.length > 0 ? commands.join('\n') : undefined;
  }
  const installer = INSTALLERS[system.family];
  const names = wanted.flatMap((name) => installer?.names[name] ?? []);
  if (!installer || names.length === 0) return undefined;
  const commands = installer.commands.map((command, index, all) =>
    index === all.length - 1 ? [command, ...names].join(' ') : command,
  );
  if (system.rights === 'su') return `su -c "${commands.join(' && ')}"`;
  const before = system.rights === 'none' ? '' : `${system.rights} `;
  return commands.map((command) => before + command).join(' && ');
}

function isBuildTool(name: Package): boolean {
  return name === 'python' || name === 'make' || name === 'compiler';
}
