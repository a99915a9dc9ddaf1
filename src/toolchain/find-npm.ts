import type { Finding } from './finding.js';
import { lookUp } from './look-up.js';
import { reasonOf, runTool } from './run-tool.js';

/** npm, with which packages are installed; on Windows it is a script that only cmd can run. */
export async function findNpm(signal?: AbortSignal): Promise<Finding> {
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
  return { ...missing, problem: 'broken', attempts: [{ place: file, reason: reasonOf(run) }] };
}
