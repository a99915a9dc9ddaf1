import type { Message } from '../../report/finding.js';
import { fatalMessage, saidBy } from './fatal-message.js';
import { endingOf, eventsOf, type RunRecord } from './run-record.js';

const KNOWN_SIGNALS = new Set([
  'SIGSEGV',
  'SIGABRT',
  'SIGTRAP',
  'SIGBUS',
  'SIGILL',
  'SIGFPE',
  'SIGKILL',
  'SIGTERM',
]);

/** How the run ended and what was going on at that time; `undefined` if the event loop drained, as it should. */
export function describeEnding(run: RunRecord): Message | undefined {
  const ending = endingOf(run);
  const during = lastActivity(run);
  switch (ending.kind) {
    case 'drained':
      return undefined;
    case 'crashed': {
      const signal = KNOWN_SIGNALS.has(ending.signal) ? ending.signal : 'other';
      const fatal = fatalMessage(run.stderr);
      const values = {
        signal: ending.signal,
        meaning: { text: `ending.signal.${signal}${signal === 'SIGABRT' ? reasonToAbort(fatal) : ''}` },
        during: ending.afterExit ? { text: 'ending.after-exit' } : during,
      };
      return fatal === undefined
        ? { text: 'ending.crashed', values }
        : { text: 'ending.crashed-saying', values: { ...values, said: fatal } };
    }
    case 'vanished':
      return { text: 'ending.vanished', values: { code: ending.code, during } };
    case 'threw':
      return { text: 'ending.threw', values: { message: ending.message, during } };
    case 'exited':
      return { text: 'ending.exited', values: { code: ending.code, during } };
    case 'cut-off':
      return { text: 'ending.cut-off', values: { during } };
  }
}

function reasonToAbort(fatal: string | undefined): '' | '-exception' | '-assertion' | '-heap' | '-sanitizer' {
  switch (saidBy(fatal ?? '')) {
    case 'exception':
      return '-exception';
    case 'assertion':
      return '-assertion';
    case 'heap-check':
    case 'stack-check':
      return '-heap';
    case 'sanitizer':
      return '-sanitizer';
    case undefined:
      return '';
  }
}

/** How the run ended or, if it ended as it should, its last known activity. */
export function endingOrActivity(run: RunRecord): Message {
  return describeEnding(run) ?? lastActivity(run);
}

const ACTIVITIES = ['call', 'return', 'throw', 'callback', 'resolve', 'reject', 'step'];

/** The last known activity of the run: `inside the call print("a")`. */
export function lastActivity(run: RunRecord): Message {
  const last = run.events.findLast(({ kind }) => ACTIVITIES.includes(kind));
  switch (last?.kind) {
    case 'call':
      return { text: 'ending.during-call', values: { what: last.what } };
    case 'return':
    case 'throw': {
      const call = eventsOf(run, 'call').find(({ id }) => id === last.id);
      const { what = '?', awaits } = call ?? {};
      return { text: `ending.${awaits ? 'during-work' : 'after-call'}`, values: { what } };
    }
    case 'callback':
      return { text: 'ending.during-callback' };
    case 'resolve':
    case 'reject':
      return { text: 'ending.during-reaction' };
    case 'step':
      return { text: `step.${last.name}` };
    default:
      return { text: 'ending.during-start' };
  }
}
