import { startChild } from '../process/child.js';
import { EXIT, Stop } from '../report/stop.js';
import { t } from '../texts/translate.js';

/** @throws {Stop} if there can be no sandbox on this machine: nothing is run without one that was asked for */
export async function requireSandbox(): Promise<void> {
  const reason = process.platform === 'linux' ? await problem() : t('sandbox.linux-only');
  if (reason !== undefined) throw new Stop(t('sandbox.none', { reason }), EXIT.notReady);
}

/** Why not even an empty sandbox can be made. */
async function problem(): Promise<string | undefined> {
  const sandbox = { readable: [], writable: [] };
  try {
    const { code, stderr } = await startChild({
      command: 'true',
      args: [],
      cwd: '/',
      env: process.env,
      sandbox,
    }).ended;
    return code === 0 ? undefined : String(stderr).trim().split('\n')[0];
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return isMissing ? t('sandbox.not-found') : (error as Error).message;
  }
}
