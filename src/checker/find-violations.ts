/** Finds the rules that a process broke, from the places that the attached probe has recorded. */
import type { AttachedTrace, Place } from '../probe/attached-trace.js';
import { t } from '../texts/translate.js';
import type { Lane } from '../timeline/lane.js';
import { laneName } from '../timeline/lane-name.js';
import { codePlaces } from './code-places.js';
import type { RuleViolation } from './report.js';
import { RULES, type RuleId } from './rules.js';

/** A threadsafe function may be kept for the lifetime of its environment; several from the same place are not. */
const KEPT_FUNCTIONS = 1;
/** An add-on may keep objects. So many from one place, of which hardly any is released, are a list that only grows. */
const MANY_REFERENCES = 1_000;
const HARDLY_ANY = 0.1;

/** Rules about a call: the others have no function of Node-API. */
const CALLS: ReadonlySet<RuleId> = new Set<RuleId>([
  'wrong-thread',
  'other-environment',
  'after-environment',
  'deferred-settled-twice',
  'pending-exception',
  'callback-scope',
  'handle-scope',
]);

/** The rules that a process broke, the most severe first. @param lanes the lanes of its timeline */
export function findViolations(attached: AttachedTrace, lanes: readonly Lane[]): RuleViolation[] {
  return RULES.flatMap(({ id, severity, kind }) =>
    attached.places
      .filter((place) => place.kind === kind && timesBroken(id, place) > 0)
      .map((place): RuleViolation => {
        const { functionName, hasSeveralCallers, thread, firstMs, lastMs } = place;
        return {
          rule: id,
          severity,
          message: message(id, place, lanes),
          functionName: CALLS.has(id) ? functionName : undefined,
          stack: codePlaces(place.stack),
          hasSeveralCallers,
          pid: attached.pid,
          thread,
          lane: laneOf(lanes, thread)?.id,
          count: timesBroken(id, place),
          firstMs,
          lastMs,
        };
      }),
  );
}

/** How often the rule was broken at this place. */
function timesBroken(rule: RuleId, { count, released, dropped, left }: Place): number {
  switch (rule) {
    case 'function-not-released':
      return left > KEPT_FUNCTIONS ? left : 0;
    case 'deferred-not-settled':
    case 'work-not-deleted':
      return left;
    case 'references-grow': {
      const alive = Math.max(left, count - released - dropped);
      return alive >= MANY_REFERENCES && released <= count * HARDLY_ANY ? alive : 0;
    }
    default:
      return count;
  }
}

function laneOf(lanes: readonly Lane[], thread: number): Lane | undefined {
  return lanes.find((lane) => lane.thread === thread);
}

function message(rule: RuleId, place: Place, lanes: readonly Lane[]): string {
  const { functionName, thread, other, most, count } = place;
  const threadName = (of: number) => {
    const lane = laneOf(lanes, of);
    return lane === undefined
      ? t('checker.thread', { thread: of })
      : t('checker.lane', { lane: laneName(lane), thread: of });
  };
  return t(`checker.${rule}`, {
    functionName,
    thread: threadName(thread),
    owner: threadName(other),
    count: timesBroken(rule, place),
    times: count,
    ms: Math.round(most / 1e6),
    handles: most,
  });
}
