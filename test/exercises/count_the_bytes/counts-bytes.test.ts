/** A wrong count is explained by what was counted instead. */
import t from 'tap';
import { countingCalls } from '../../../exercises/count_the_bytes/calls.js';
import { countsBytes } from '../../../exercises/count_the_bytes/counts-bytes.js';
import type { ValueReport } from '../../../src/harness/protocol.js';
import { type CallOutcome, outcomeText } from '../../../src/tasks/values/call-outcome.js';
import { callText } from '../../../src/tasks/values/params.js';

// Without the longest, of some million letters: they take long to count in JavaScript.
const calls = countingCalls().filter(({ counted }) => counted.length < 1_000_000);

/** The verdict on such answers, and what came of the first wrong one. */
function judged(answer: (text: string) => ValueReport): {
  situation?: string;
  told?: unknown;
  came?: string;
} {
  const outcomes = calls.map((call): CallOutcome => {
    const returned = answer(call.counted);
    const asExpected = returned.type === 'number' && returned.text === call.expected;
    return { call, text: callText(call), returned, threw: undefined, asExpected, wrote: undefined };
  });
  const verdict = countsBytes(outcomes, calls);
  const wrong = outcomes.find(({ asExpected }) => !asExpected);
  return {
    ...(verdict && { situation: verdict.situation, told: verdict.values.came }),
    ...(wrong && { came: outcomeText(wrong) }),
  };
}

const number = (value: number): ValueReport => ({ type: 'number', text: String(value) });
const counted = (count: (text: string) => number) => judged((text) => number(count(text)));

t.test('a right count passes', async (t) => {
  t.same(
    counted((text) => Buffer.byteLength(text)),
    {},
  );
});

t.test('another way to count is recognized', async (t) => {
  const ways: Record<string, (text: string) => number> = {
    'up-to-nul': (text) => Buffer.byteLength(text.split('\0')[0]!),
    'code-units': (text) => text.length,
    'nul-too': (text) => Buffer.byteLength(text) + 1,
    'code-points': (text) => Array.from(text).length,
    'two-bytes-each': (text) => Buffer.byteLength(text, 'utf16le'),
    'two-for-others': (text) => text.split('').reduce((sum, unit) => sum + (unit < '\x80' ? 1 : 2), 0),
    'pairs-apart': (text) => text.split('').reduce((sum, unit) => sum + Buffer.byteLength(unit), 0),
    'too-small-a-type': (text) => Buffer.byteLength(text) & 0xffff,
    'cut-off': (text) => Math.min(Buffer.byteLength(text), 4095),
    'lone-surrogate': (text) => Buffer.byteLength(text.replace(/\p{Surrogate}/gu, '')),
    'always-the-same': () => 7,
    wrong: (text) => Buffer.byteLength(text) * 3 + 1,
  };
  const verdicts = Object.values(ways).map(counted);
  t.same(
    verdicts.map(({ situation }) => situation),
    Object.keys(ways).map((name) => `counts-bytes.${name}`),
  );
  t.same(
    verdicts.filter(({ told, came }) => told !== came),
    [],
    'each tells what came of the first wrong call',
  );
});

t.test('what is no number is named', async (t) => {
  const nothing: ValueReport = { type: 'undefined', text: 'undefined' };
  t.hasStrict(
    judged(() => nothing),
    { situation: 'counts-bytes.nothing', told: 'returned undefined' },
  );
  const bigint = (text: string): ValueReport => ({ type: 'bigint', text: `${Buffer.byteLength(text)}n` });
  t.match(judged(bigint), { situation: /^counts-bytes\.no-number$/, told: /^returned \d+n$/ });
});
