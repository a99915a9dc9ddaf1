import { packageRoot } from '../environment/package-root.js';
import { startChild } from '../process/child.js';
import { offlineEnvironment } from '../process/clean-environment.js';
import { t } from '../texts/translate.js';

/** How long a tool may run: longer means that it hangs, even on a busy machine. */
const LIMIT_MS = 30_000;

export type ToolRun =
  | { readonly kind: 'ended'; readonly ok: boolean; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'failed'; readonly reason: string };

export interface ToolOptions {
  readonly signal?: AbortSignal | undefined;
  readonly limitMs?: number;
  readonly cwd?: string;
}

/**
 * Runs a program and waits for it to end, for at most `limitMs`.
 * @returns `ended` if it exited, with `ok` for exit code 0; `failed` with the reason if it could not be started, was
 * killed, or took too long
 * @throws the reason of `signal` when it is aborted
 */
export async function runTool(
  command: string,
  args: readonly string[],
  { signal, limitMs = LIMIT_MS, cwd = packageRoot }: ToolOptions = {},
): Promise<ToolRun> {
  let tooLong = false;
  const child = startChild({ command, args, cwd, env: offlineEnvironment(), signal });
  const limit = setTimeout(() => {
    tooLong = true;
    child.end();
  }, limitMs);
  try {
    const end = await child.ended;
    signal?.throwIfAborted();
    if (tooLong) return failed('toolchain.reason.too-long', { seconds: String(limitMs / 1000) });
    if (end.signal !== null) return failed('toolchain.reason.killed', { signal: end.signal });
    return { kind: 'ended', ok: end.code === 0, stdout: `${end.stdout}`, stderr: `${end.stderr}` };
  } catch (error) {
    signal?.throwIfAborted();
    return failed('toolchain.reason.cannot-start', { code: (error as NodeJS.ErrnoException).code ?? '' });
  } finally {
    clearTimeout(limit);
  }
}

/** Why a run failed, as a text: `reason` or, for a program that exited, the most informative line of its output. */
export function failureReason(run: ToolRun): string {
  if (run.kind === 'failed') return run.reason;
  const line = reasonLine(run.stderr) ?? reasonLine(run.stdout);
  return line === undefined ? t('toolchain.reason.silent') : t('toolchain.reason.said', { said: line });
}

/** The first line that isn't empty. */
export function firstLine(text: string): string | undefined {
  return nonEmptyLines(text)[0];
}

/** The last line that looks like an error message or, if there is none, the last line. */
function reasonLine(text: string): string | undefined {
  const all = nonEmptyLines(text);
  return (
    all.findLast((line) => /error|cannot|can't|not found|no such|unable|denied/i.test(line)) ?? all.at(-1)
  );
}

function nonEmptyLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function failed(key: string, values: Record<string, string>): ToolRun {
  return { kind: 'failed', reason: t(key, values) };
}
