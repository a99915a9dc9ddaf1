import t from 'tap';
import { isWorkLog, touched, verified, type WorkLog } from '../../src/course/work-log.js';

const MINUTE = 60_000;

t.test('time counts while commands follow each other', async (t) => {
  const times = [0, 5 * MINUTE, 20 * MINUTE, 120 * MINUTE, 121 * MINUTE];
  const log = times.reduce<WorkLog | undefined>(touched, undefined);
  t.same(log, { verifies: 0, seconds: 21 * 60, at: 121 * MINUTE }, 'the long pause is none of it');
  t.equal(touched(log, 0).seconds, 21 * 60, 'nor is a clock that was put back');
});

t.test('failures at the same check are counted in a row', async (t) => {
  let log = verified(undefined, 0, 'builds');
  log = verified(log, MINUTE, 'builds');
  t.same(log, { verifies: 2, seconds: 60, at: MINUTE, failing: { check: 'builds', times: 2 } });
  log = touched(log, MINUTE);
  t.same(log.failing, { check: 'builds', times: 2 }, 'a command in between changes nothing');
  t.same(verified(log, MINUTE, 'loads').failing, { check: 'loads', times: 1 });
  t.equal(verified(log, MINUTE, undefined).failing, undefined, 'a pass ends the row');
});

t.test('only what can be a log is one', async (t) => {
  t.ok(isWorkLog({ verifies: 1, seconds: 2, at: 3 }));
  t.ok(isWorkLog({ verifies: 1, seconds: 2, at: 3, failing: { check: 'builds', times: 2 } }));
  const others = [null, 1, {}, { verifies: '1', seconds: 2, at: 3 }, { verifies: 1, seconds: NaN, at: 3 }];
  for (const other of others) t.notOk(isWorkLog(other));
  for (const failing of [null, 'builds', { check: 1, times: 2 }, { check: 'builds' }]) {
    t.notOk(isWorkLog({ verifies: 1, seconds: 2, at: 3, failing }));
  }
});
