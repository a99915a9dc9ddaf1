/** Judges of what each environment remembers. Each returns what is wrong, or `undefined`. */
import { observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import { observedCalls } from './calls.js';
import { recalledAs, visitsOf } from './observed.js';
import { type Recalled, SECOND_LOAD, type Visit } from './params.js';

/** Judges `remember` and `recall` on the main thread, while there is no other environment. */
export function remembers(run: RunRecord): Verdict {
  for (const [index, { what, threw, returned, asExpected }] of observedCalls(run).entries()) {
    if (asExpected) continue;
    const call = what;
    if (threw !== undefined) return finding('remembers.threw', { call, threw });
    if (what.startsWith('remember')) return finding('remembers.count', { call, returned });
    return finding(index === 0 ? 'remembers.before' : 'remembers.other-object', { returned });
  }
  const kept = observation(run, 'after-collection');
  return kept === undefined || kept === 'object' ? undefined : finding('remembers.collected', { type: kept });
}

/** Judges that no environment sees what another one remembered, nor counts with it. */
export function ownState(run: RunRecord): Verdict {
  for (const visit of visitsOf(run)) {
    const verdict = visit.who === SECOND_LOAD ? undefined : freshState(visit);
    if (verdict) return verdict;
  }
  return keptState(run);
}

/** Judges that a second load on the same thread has its own environment, and with it its own state. */
export function secondLoad(run: RunRecord): Verdict {
  const visit = visitsOf(run).find(({ who }) => who === SECOND_LOAD);
  if (!visit) return undefined;
  const { before, counts } = visit;
  if (before.kind !== 'nothing')
    return finding('own-state.second-load-recalls', { recalled: textOf(before) });
  if (counts[0] !== 1) return finding('own-state.second-load-counts', { first: counts[0]! });
  const recalled = recalledAs(run, 'main-after-second-load');
  if (!recalled || recalled.kind === 'own') return undefined;
  return finding('own-state.second-load-overwrites', { recalled: textOf(recalled) });
}

/** A worker's environment starts with nothing, and counts its own calls. */
function freshState({ who, before, counts, after }: Visit): Verdict {
  if (before.kind !== 'nothing') return finding('own-state.not-empty', { who, recalled: textOf(before) });
  const first = counts[0]!;
  if (first !== 1) return finding('own-state.goes-on-counting', { who, first });
  const wrong = counts.findIndex((count, index) => count !== index + 1);
  if (wrong !== -1)
    return finding('own-state.counts-others', { who, call: wrong + 1, returned: counts[wrong]! });
  return after.kind === 'own'
    ? undefined
    : finding('own-state.other-object', { who, recalled: textOf(after) });
}

/** What an environment remembered stays, whatever the others do. */
function keptState(run: RunRecord): Verdict {
  const main = recalledAs(run, 'main-after');
  if (main && main.kind !== 'own')
    return finding('own-state.overwritten', { who: 'main', recalled: textOf(main) });
  for (let number = 1; ; number++) {
    const recalled = recalledAs(run, `worker-${number}-after`);
    if (!recalled) break;
    if (recalled.kind !== 'own')
      return finding('own-state.overwritten', { who: `worker ${number}`, recalled: textOf(recalled) });
  }
  const [expected, counted] = [observation(run, 'main-count'), observation(run, 'main-at-last')];
  if (counted === undefined || counted === Number(expected) + 1) return undefined;
  return finding('own-state.main-counts-others', { times: Number(expected) + 1, returned: counted });
}

/** What `recall()` returned, for a report. */
function textOf(recalled: Recalled) {
  switch (recalled.kind) {
    case 'nothing':
      return 'undefined';
    case 'own':
      return { text: 'recalled.own' };
    case 'other':
      return { text: 'recalled.other', values: { by: recalled.by, number: recalled.number } };
    case 'unknown':
      return recalled.text;
  }
}
