import { t } from '../../texts/translate.js';
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

/** How the run ended and what was going on then, in a sentence or two; `undefined` when it ended as it should. */
export function describeEnding(run: RunRecord): string | undefined {
  const ending = endingOf(run);
  const during = lastDoing(run);
  switch (ending.kind) {
    case 'drained':
      return undefined;
    case 'crashed': {
      const meaning = t(`ending.signal.${KNOWN_SIGNALS.has(ending.signal) ? ending.signal : 'other'}`);
      const when = ending.afterExit ? t('ending.after-exit') : during;
      const said = lastWords(run.stderr);
      const sentence = t('ending.crashed', { signal: ending.signal, meaning, during: when });
      return said === undefined ? sentence : `${sentence}\n${t('ending.last-words', { said })}`;
    }
    case 'vanished':
      return t('ending.vanished', { code: ending.code, during });
    case 'threw':
      return t('ending.threw', { message: ending.message, during });
    case 'exited':
      return t('ending.exited', { code: ending.code, during });
    case 'cut-off':
      return t('ending.cut-off', { during });
  }
}

/** The last thing that the run was known to be doing, with how long before the end it began. */
export function lastDoing(run: RunRecord): string {
  const last = [...run.events]
    .reverse()
    .find(({ kind }) => ['call', 'return', 'callback', 'step', 'invoke', 'outcome'].includes(kind));
  switch (last?.kind) {
    case 'call':
      return t('ending.during-call', { ms: last.ms });
    case 'return': {
      const call = eventsOf(run, 'call').find(({ id }) => id === last.id);
      return t('ending.during-work', { ms: call?.ms ?? '?' });
    }
    case 'callback':
      return t('ending.during-callback');
    case 'invoke':
      return t('ending.during-invoke', { what: last.what });
    case 'outcome': {
      const invoked = eventsOf(run, 'invoke').find(({ id }) => id === last.id);
      return t('ending.after-invoke', { what: invoked?.what ?? '?' });
    }
    case 'step':
      return t(`step.${last.name}`);
    default:
      return t('ending.during-start');
  }
}

/** What V8, Node.js or the C++ runtime printed when it gave up. */
export function lastWords(stderr: string): string | undefined {
  const v8Banner = stderr.match(/^# .*Fatal error[\s\S]*?^#$/m)?.[0];
  if (v8Banner !== undefined) return v8Banner.replace(/^# ?/gm, '').trim().replace(/\n+/g, ': ');
  const telling = /^(?:FATAL ERROR|terminate called|\s*what\(\):|.*Assertion .*failed|libc\+\+abi).*$/gm;
  return stderr.match(telling)?.slice(0, 2).join(' ').trim();
}
