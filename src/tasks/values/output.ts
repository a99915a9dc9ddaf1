/** Judges of what functions write to standard output. Each returns what is wrong, or `undefined`. */
import { observation, type RunRecord } from '../../harness/parent/run-record.js';
import { finding, type Message, type Verdict } from '../../report/finding.js';
import type { CallOutcome } from './call-outcome.js';

/** Judges that a call's output is complete when the call ends: nothing is written between calls or after them. */
export function writtenAtOnce(outcomes: readonly CallOutcome[], run: RunRecord): Verdict {
  const atLoad = Number(observation(run, 'bytes-at-load') ?? 0);
  const written = outcomes.reduce((sum, { wrote }) => sum + (wrote?.bytes ?? 0), 0);
  const late = (run.stdoutBytes ?? 0) - atLoad - written;
  if (late <= 0) return undefined;
  const situation = written === 0 ? 'all-late' : 'some-late';
  const name = outcomes[0]?.call.fn ?? '';
  return finding(`written-at-once.${situation}`, {
    name,
    calls: outcomes.length,
    written,
    late,
    writtenBytes: bytesText(written),
    lateBytes: bytesText(late),
  });
}

/** A number of bytes for a report: `1 byte`, `2 bytes`. */
export function bytesText(count: number): Message {
  return { text: 'written.bytes', values: { count } };
}

/** Judges that loading the package or the add-on writes nothing. */
export function quietAtLoad(run: RunRecord): Verdict {
  const text = String(observation(run, 'wrote-at-load') ?? '');
  return text === '' ? undefined : finding('quiet-at-load.wrote', { wrote: JSON.stringify(text) });
}

/** Judges that the function returns `undefined`. */
export function returnsNothing(outcomes: readonly CallOutcome[]): Verdict {
  for (const { text: call, returned } of outcomes)
    if (returned && returned.type !== 'undefined')
      return finding('returns-nothing.something', { call, returned: returned.text });
  return undefined;
}
