import { packageRoot } from '../environment/package-root.js';
import { startChild } from '../process/child.js';
import { cleanEnvironment } from '../process/clean-environment.js';
import { t } from '../texts/translate.js';

/** A tool that says nothing for so long hangs, ms: no machine is that busy. */
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
 * Runs a program and waits for it, not for ever. One that cannot be started, hangs or is killed has `failed`, and why
 * is said in words; one that ended by itself has `ended`, whether it was `ok` (exit code 0) or not.
 */
export async function runTool(
  command: string,
  args: readonly string[],
  { signal, limitMs = LIMIT_MS, cwd = packageRoot }: ToolOptions = {},
): Promise<ToolRun> {
  let tooLong = false;
  const child = startChild({ command, args, cwd, env: cleanEnvironment(), signal });
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

/** Why a run was of no use, in words: why it failed or, when it ended by itself, what it said of that. */
export function reasonOf(run: ToolRun): string {
  if (run.kind === 'failed') return run.reason;
  const said = tellingLine(run.stderr) ?? tellingLine(run.stdout);
  return said === undefined ? t('toolchain.reason.silent') : t('toolchain.reason.said', { said });
}

/** The first line of a text that holds anything. */
export function firstLine(text: string): string | undefined {
  return lines(text)[0];
}

/** The last line that sounds like a reason or, where none does, the last. */
function tellingLine(text: string): string | undefined {
  const all = lines(text);
  return (
    all.findLast((line) => /error|cannot|can't|not found|no such|unable|denied/i.test(line)) ?? all.at(-1)
  );
}

function lines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function failed(key: string, values: Record<string, string>): ToolRun {
  return { kind: 'failed', reason: t(key, values) };
}
