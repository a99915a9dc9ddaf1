import { lookUp } from './look-up.js';
import { failureReason, runTool } from './run-tool.js';
import type { ToolFinding } from './tool-finding.js';

/**
 * Checks that npm runs. On Windows it is a script, which only cmd.exe can run.
 * @throws the reason of `signal` when it is aborted
 */
export async function findNpm(signal?: AbortSignal): Promise<ToolFinding> {
  const { file, ...other } = lookUp('npm');
  const missing = { found: false, thing: 'npm', packages: ['npm'] } as const;
  if (file === undefined) {
    const attempts = [{ place: 'npm', reason: 'reason' in other ? other.reason : '' }];
    return { ...missing, problem: 'missing', attempts };
  }
  const run =
    process.platform === 'win32'
      ? await runTool('cmd.exe', ['/d', '/s', '/c', 'npm --version'], { signal })
      : await runTool(file, ['--version'], { signal });
  const version = run.kind === 'ended' && run.ok ? /^\d+\.\d+\.\d+\S*$/m.exec(run.stdout)?.[0] : undefined;
  if (version !== undefined) return { found: true, thing: 'npm', version, where: file };
  return { ...missing, problem: 'broken', attempts: [{ place: file, reason: failureReason(run) }] };
}
