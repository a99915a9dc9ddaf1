import type { ExpectedEvents } from '../../course/expected-events.js';
import { describeCall, type PlannedCall } from './params.js';

/** What a drive records that makes these calls, in order. @param awaits what is still pending after a call has returned */
export function callsInOrder(calls: readonly PlannedCall[], awaits?: 'promise'): ExpectedEvents {
  return [calls.map((call) => describeCall(call, awaits))];
}

/**
 * What a drive records that makes each of the calls in a param once, in order.
 * @param awaits what is still pending after a call has returned
 */
export function eachCall<Name extends string>(name: Name, awaits?: 'promise') {
  return (params: { readonly [name in Name]: readonly PlannedCall[] }) => callsInOrder(params[name], awaits);
}
