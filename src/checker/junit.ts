/**
 * The report of `trace --` as JUnit XML, which CI systems show as test results: one suite with a test case for each rule.
 * https://docs.gitlab.com/ci/testing/unit_test_reports/ https://github.com/testmoapp/junitxml
 */
import { t } from '../texts/translate.js';
import { commandLine } from './command-line.js';
import type { ProgramReport, RuleViolation } from './report.js';
import { RULES, type Rule } from './rules.js';
import { placeText } from './terminal-report.js';

const CLASS = 'learnyounative.trace';
const INDENT = '    ';

/**
 * The report as an XML document. A rule of severity `error` that was broken fails its test case. Of a warning, the test
 * case has the text as its output. All rules are skipped if the program loaded no add-on. Times are in seconds.
 *
 * There is one suite, also for several processes: GitLab drops all test cases of the same name but the first.
 */
export function junitReport(report: ProgramReport): string {
  const { command, durationMs, exitCode, signal, processes, violations } = report;
  const failed = new Set(violations.filter(({ severity }) => severity === 'error').map(({ rule }) => rule))
    .size;
  const skipped = processes.length === 0 && violations.length === 0;
  const counts = {
    tests: RULES.length,
    failures: failed,
    errors: 0,
    skipped: skipped ? RULES.length : 0,
    time: (durationMs / 1_000).toFixed(3),
  };
  const name = commandLine(command);
  const properties = { exitCode, signal, suppressed: report.suppressed };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name, ...counts })}>`,
    `  <testsuite${attributes({ name, ...counts })}>`,
    '    <properties>',
    ...Object.entries(properties)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => `      <property${attributes({ name: key, value: String(value) })}/>`),
    '    </properties>',
    ...RULES.flatMap((rule) => testCase(rule, violations, skipped)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(rule: Rule, all: readonly RuleViolation[], skipped: boolean): string[] {
  const violations = all.filter((violation) => violation.rule === rule.id);
  const head = `<testcase${attributes({ name: rule.id, classname: CLASS, time: '0' })}`;
  const [first] = violations;
  if (first === undefined && !skipped) return [`    ${head}/>`];
  return [`    ${head}>`, `      ${outcome(rule, violations)}`, '    </testcase>'];
}

/** Readers expect one `failure` at most. */
function outcome({ id, severity }: Rule, violations: readonly RuleViolation[]): string {
  const [first] = violations;
  if (first === undefined) return `<skipped${attributes({ message: t('junit.nothing-loaded') })}/>`;
  const text = escapeText(violations.map(textOf).join('\n\n'));
  if (severity === 'warning') return `<system-out>${text}</system-out>`;
  return `<failure${attributes({ message: first.message, type: id })}>${text}</failure>`;
}

/** The message, how often, and the stack. */
function textOf({ message, count, pid, thread, firstMs, lastMs, stack }: RuleViolation): string {
  const times = { count, pid, thread, first: Math.round(firstMs), last: Math.round(lastMs) };
  return [message, t('junit.times', times), ...stack.map((place) => INDENT + placeText(place))].join('\n');
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`)
    .join('');
}

/** A parser would turn line breaks and tabs of an attribute into spaces. */
function escapeAttribute(text: string): string {
  return escapeText(text)
    .replaceAll('"', '&quot;')
    .replace(/[\t\n]/g, (character) => `&#${character.codePointAt(0)};`);
}

function escapeText(text: string): string {
  return withoutForbidden(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

/** XML 1.0 forbids these characters, even as references: https://www.w3.org/TR/xml/#charsets */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function withoutForbidden(text: string): string {
  return text.replace(
    FORBIDDEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
