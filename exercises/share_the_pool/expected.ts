/** What the drives of `checksums` record for their params. */
import { type ExpectedEvent, type ExpectedEvents, repetitions } from '../../src/course/expected-events.js';
import { checksumsCall, equalLengths, MAX_TRIES, type Params, SHORT, unkeptLengths } from './params.js';

const NO_BUFFERS: readonly ExpectedEvent[] = [{ step: 'no-buffers' }, checksumsCall([])];

export function ownPackage(params: Params): ExpectedEvents {
  const { first, second } = params;
  return callsAlone(params).map((calls) => [
    ...calls,
    { step: 'two-calls' },
    checksumsCall(first),
    checksumsCall(second),
    { step: 'equal-buffers' },
    checksumsCall(equalLengths(params)),
    ...NO_BUFFERS,
  ]);
}

export function addonAlone(params: Params): ExpectedEvents {
  return callsAlone(params).map((calls) => [...calls, ...NO_BUFFERS]);
}

/** Calls until the JS thread is free in one of them. */
function callsAlone({ alone }: Params): ExpectedEvents {
  return repetitions([{ step: 'single-call' }, checksumsCall(alone)], MAX_TRIES);
}

export function crowd({ crowd }: Params): ExpectedEvents {
  return [[checksumsCall(crowd)]];
}

/** The call while the pool is held, and the one on the reference add-on. */
export function secondCall({ second }: Params): ExpectedEvents {
  return [[checksumsCall(second)]];
}

export function collecting(params: Params): ExpectedEvents {
  return [[checksumsCall(unkeptLengths(params))]];
}

export function dueTogether(): ExpectedEvents {
  return [[checksumsCall(SHORT), checksumsCall(SHORT)]];
}

export function throwing(): ExpectedEvents {
  return [[checksumsCall(SHORT)]];
}
