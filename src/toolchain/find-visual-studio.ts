import { existsSync } from 'node:fs';
import path from 'node:path';
import { t } from '../texts/translate.js';
import { failureReason, runTool } from './run-tool.js';
import type { Prerequisite, ToolFinding } from './tool-finding.js';

const CPP_TOOLS = {
  x64: 'Microsoft.VisualStudio.Component.VC.Tools.x86.x64',
  arm64: 'Microsoft.VisualStudio.Component.VC.Tools.ARM64',
} as const;

/**
 * Finds MSBuild, which node-gyp uses instead of make on Windows, or the C++ compiler. Both come with Visual Studio or
 * its Build Tools; vswhere, a part of the Visual Studio Installer, lists what is installed.
 * @throws the reason of `signal` when it is aborted
 */
export async function findVisualStudio(
  thing: 'make' | 'compiler',
  signal?: AbortSignal,
): Promise<ToolFinding> {
  const file = path.join(installerFolder(), 'vswhere.exe');
  if (!existsSync(file)) return missing(thing, file, t('toolchain.reason.no-such-file', { file }));
  const component = process.arch === 'arm64' ? CPP_TOOLS.arm64 : CPP_TOOLS.x64;
  const needed = thing === 'make' ? [] : ['-requires', component];
  const args = ['-latest', '-products', '*', ...needed, '-format', 'json', '-utf8'];
  const run = await runTool(file, args, { signal });
  if (run.kind === 'failed' || !run.ok) return missing(thing, file, failureReason(run));
  const { version, where } = readInstallation(run.stdout) ?? {};
  if (where === undefined) return missing(thing, file, t('toolchain.reason.no-cpp-tools'));
  return { found: true, thing, version, where };
}

/**
 * Parses the JSON that vswhere prints, a list of installations.
 * @returns the first one; `undefined` if there is none, or this isn't such a list
 */
export function readInstallation(json: string): { version: string; where: string } | undefined {
  try {
    const [first] = JSON.parse(json) as { displayName?: string; installationPath?: string }[];
    if (first?.installationPath === undefined) return undefined;
    return { version: first.displayName ?? '', where: first.installationPath };
  } catch {
    return undefined;
  }
}

function installerFolder(): string {
  const programs = process.env['ProgramFiles(x86)'] ?? process.env.ProgramFiles ?? 'C:\\Program Files (x86)';
  return path.join(programs, 'Microsoft Visual Studio', 'Installer');
}

function missing(thing: Prerequisite, place: string, reason: string): ToolFinding {
  const attempts = [{ place, reason }];
  return { found: false, thing, problem: 'no-visual-studio', attempts, packages: ['compiler'] };
}
