import t from 'tap';
import { junitReport } from '../../src/checker/junit.js';
import { RULES } from '../../src/checker/rules.js';
import { codePlace, reportOf, violationOf } from './reports.js';

const HELD = violationOf({
  rule: 'thread-held',
  severity: 'warning',
  message: 'A callback held the JS thread for up to 250 ms.',
  functionName: undefined,
  count: 3,
  lastMs: 99.6,
});

t.test('a test case for each rule', async (t) => {
  const xml = junitReport(reportOf());
  t.match(xml, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="node app\.js" tests="14" /);
  t.match(xml, '<testsuite name="node app.js" tests="14" failures="0" errors="0" skipped="0" time="1.234">');
  for (const { id } of RULES)
    t.match(xml, `<testcase name="${id}" classname="learnyounative.trace" time="0"/>`);
  t.match(xml, '<property name="exitCode" value="0"/>');
  t.notMatch(xml, 'name="signal"');
  t.ok(isWellFormed(xml));
});

t.test('an error fails its test case, once', async (t) => {
  const other = violationOf({ message: 'Another one.', stack: [codePlace({ file: undefined })] });
  const xml = junitReport(reportOf({ violations: [violationOf(), other] }));
  t.match(xml, 'failures="1"');
  t.equal(xml.split('<failure').length - 1, 1);
  t.match(
    xml,
    /<failure message="napi_create_object was called on the wrong thread\." type="wrong-thread">napi_create/,
  );
  t.match(xml, 'once in process 100, on thread 103, after 12 ms\n    Image::Resize(int, char const*) (');
  t.match(xml, /\n\nAnother one\.\n[\s\S]*\(image\.node\+0x1a2b\)<\/failure>/);
  t.ok(isWellFormed(xml));
});

t.test('a warning is output of a test case that passes', async (t) => {
  const xml = junitReport(reportOf({ violations: [HELD] }));
  t.match(xml, 'failures="0"');
  t.match(xml, /name="thread-held"[^>]*>\s*<system-out>A callback held the JS thread for up to 250 ms\.\n/);
  t.match(xml, '3 times in process 100, on thread 103, from 12 ms to 100 ms');
  t.ok(isWellFormed(xml));
});

t.test('a program that loads no add-on skips all', async (t) => {
  const xml = junitReport(reportOf({ processes: [], exitCode: null, signal: 'SIGABRT' }));
  t.match(xml, 'tests="14" failures="0" errors="0" skipped="14"');
  t.equal(xml.split('<skipped message="The program loaded no add-on."/>').length - 1, 14);
  t.match(xml, '<property name="signal" value="SIGABRT"/>');
  t.notMatch(xml, 'exitCode');
  t.ok(isWellFormed(xml));
});

t.test('text with characters that XML does not allow', async (t) => {
  const evil = `]]> <b> & "quoted" 'too' \u0000 \u001b[31m \ufffe \ud800 🤷 \r\n\t`;
  const xml = junitReport(
    reportOf({
      command: ['node', evil],
      violations: [violationOf({ message: evil, stack: [codePlace({ function: evil })] })],
    }),
  );
  t.ok(isWellFormed(xml));
  t.match(
    xml,
    "]]&gt; &lt;b&gt; &amp; &quot;quoted&quot; 'too' \\u0000 \\u001b[31m \\ufffe \\ud800 🤷 &#13;&#10;&#9;",
  );
});

/** Whether the tags match and every character is allowed. https://www.w3.org/TR/xml/ */
function isWellFormed(xml: string): boolean {
  if (/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(xml)) return false;
  const open: string[] = [];
  const rest = xml
    .replace(/^<\?xml [^?]*\?>/, '')
    .replace(/<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>/g, (_, close, name, _attributes, empty) => {
      if (close) return open.pop() === name ? '' : '<';
      if (!empty) open.push(name);
      return '';
    });
  return open.length === 0 && !/[<>]|&(?!(?:amp|lt|gt|quot|#\d+);)/.test(rest);
}
