import t from 'tap';
import { RULES } from '../../src/checker/rules.js';
import { sarifReport } from '../../src/checker/sarif.js';
import { codePlace, reportOf, violationOf } from './reports.js';

const OPTIONS = { version: '1.2.3', baseFolder: '/app' };
const runOf = (...args: Parameters<typeof reportOf>) => sarifReport(reportOf(...args), OPTIONS).runs[0]!;
const resultsOf = (...violations: ReturnType<typeof violationOf>[]) => runOf({ violations }).results!;
const fingerprintOf = (result: ReturnType<typeof resultsOf>[number] | undefined) =>
  result?.partialFingerprints?.['learnyounativeViolation/v1'];

t.test('names the tool and all rules', async (t) => {
  const log = sarifReport(reportOf(), OPTIONS);
  t.equal(log.version, '2.1.0');
  t.match(log.$schema, /sarif-schema-2\.1\.0\.json$/);
  const { driver } = log.runs[0]!.tool;
  t.match(driver, { name: 'learnyounative', version: '1.2.3', informationUri: /^https:/ });
  t.same(
    driver.rules?.map(({ id }) => id),
    RULES.map(({ id }) => id),
  );
  for (const rule of driver.rules!) {
    t.match(rule.shortDescription?.text, /^[A-Z].*\.$/, rule.id);
    t.match(rule.fullDescription?.text, /^[^#`\n]+\.$/, rule.id);
    t.match(rule.help?.markdown, /## How to fix it/, rule.id);
    t.ok(rule.help?.text, rule.id);
  }
  t.equal(driver.rules![0]!.defaultConfiguration?.level, 'error');
  t.equal(driver.rules!.at(-1)!.defaultConfiguration?.level, 'warning');
  t.same(log.runs[0]!.results, []);
});

t.test('the place of a result is relative to the base folder', async (t) => {
  const [result] = resultsOf(violationOf());
  t.match(result, {
    ruleId: 'wrong-thread',
    ruleIndex: 0,
    level: 'error',
    message: { text: 'napi_create_object was called on the wrong thread.' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'src/image.cc', uriBaseId: '%SRCROOT%' },
          region: { startLine: 12 },
        },
        logicalLocations: [
          { name: 'Image::Resize', fullyQualifiedName: 'Image::Resize(int, char const*)', kind: 'function' },
        ],
      },
    ],
    occurrenceCount: 1,
    properties: { pid: 100, lane: 'pool 1', firstMs: 12.4 },
  });
  t.same(runOf().originalUriBaseIds, { '%SRCROOT%': { uri: 'file:///app/' } });
});

t.test('places that are not in the base folder, and odd names', async (t) => {
  const uriOf = (file: string) =>
    resultsOf(violationOf({ stack: [codePlace({ file })] }))[0]!.locations![0]!.physicalLocation!
      .artifactLocation;
  t.same(uriOf('/usr/include/x.h'), { uri: 'file:///usr/include/x.h' });
  t.same(uriOf('/application/a.cc'), { uri: 'file:///application/a.cc' });
  t.same(uriOf('/app/build/../a.cc'), { uri: 'a.cc', uriBaseId: '%SRCROOT%' });
  t.same(uriOf('/app/my add-on/100%#?.cc'), {
    uri: 'my%20add-on/100%25%23%3F.cc',
    uriBaseId: '%SRCROOT%',
  });
  t.same(uriOf('/app/c:a.cc'), { uri: 'c%3Aa.cc', uriBaseId: '%SRCROOT%' });
});

t.test('without debug information, a result is in the module', async (t) => {
  const place = codePlace({ file: undefined, line: undefined });
  const [result] = resultsOf(violationOf({ stack: [place] }));
  const [location] = result!.locations!;
  t.same(location!.physicalLocation, {
    artifactLocation: {
      uri: 'node_modules/image/build/Release/image.node',
      uriBaseId: '%SRCROOT%',
    },
  });
  t.match(location!.logicalLocations, [{ name: 'Image::Resize' }]);
  const [nameless] = resultsOf(violationOf({ stack: [{ ...place, function: undefined }] }));
  t.notOk('logicalLocations' in nameless!.locations![0]!);
  t.same(resultsOf(violationOf({ stack: [] }))[0]!.locations, []);
});

t.test('the stack has a frame for each place', async (t) => {
  const outer = codePlace({ function: 'Run()', line: 40, offset: 0x20 });
  const [result] = resultsOf(violationOf({ stack: [codePlace(), outer] }));
  t.match(result!.stacks, [
    {
      frames: [
        { module: 'image.node', threadId: 103, location: { message: { text: 'image.node+0x1a2b' } } },
        { location: { physicalLocation: { region: { startLine: 40 } } } },
      ],
    },
  ]);
});

t.test('fingerprints do not depend on addresses, lines, processes or the order', async (t) => {
  const first = violationOf();
  const later = violationOf({ pid: 7, thread: 8, stack: [codePlace({ offset: 1, line: 99 })] });
  const moved = violationOf({ stack: [codePlace({ module: '/elsewhere/image.node' })] });
  const fingerprint = fingerprintOf(resultsOf(first)[0]);
  t.match(fingerprint, /^[0-9a-f]{32}:1$/);
  t.equal(fingerprintOf(resultsOf(later)[0]), fingerprint);
  t.equal(fingerprintOf(resultsOf(moved)[0]), fingerprint);
  for (const other of [
    violationOf({ rule: 'other-environment' }),
    violationOf({ stack: [codePlace({ function: 'Run()' })] }),
    violationOf({ stack: [codePlace({ module: '/app/other.node' })] }),
  ])
    t.not(fingerprintOf(resultsOf(other)[0]), fingerprint);
  const both = resultsOf(later, first);
  t.same(both.map(fingerprintOf), [fingerprint?.replace(/1$/, '2'), fingerprint], 'numbered by line');
});

t.test('how the program was run, and how it ended', async (t) => {
  t.same(runOf({ command: ['node', "it's.js", '--n=1'] }).invocations, [
    {
      commandLine: "node 'it'\\''s.js' --n=1",
      arguments: ["it's.js", '--n=1'],
      exitCode: 0,
      executionSuccessful: true,
    },
  ]);
  t.match(runOf({ exitCode: 3 }).invocations, [{ exitCode: 3, executionSuccessful: false }]);
  const [killed] = runOf({ exitCode: null, signal: 'SIGSEGV' }).invocations!;
  t.match(killed, { exitSignalName: 'SIGSEGV', executionSuccessful: false });
  t.notOk('exitCode' in killed!);
});

t.test('has what the schema requires, and nothing without a value', async (t) => {
  const violations = RULES.map(({ id, severity }) => violationOf({ rule: id, severity }));
  const log = sarifReport(reportOf({ violations }), OPTIONS);
  t.same(JSON.parse(JSON.stringify(log)), log, 'the same as JSON');
  t.same(emptyValuesIn(log), []);
  for (const result of log.runs[0]!.results!) {
    const rule = log.runs[0]!.tool.driver.rules![result.ruleIndex!];
    t.equal(rule?.id, result.ruleId);
    t.ok(['none', 'note', 'warning', 'error'].includes(result.level!));
    t.ok(Number.isInteger(result.occurrenceCount) && result.occurrenceCount! >= 1);
    for (const { physicalLocation } of result.locations!) {
      t.ok(physicalLocation!.region!.startLine! >= 1);
      t.equal(
        new URL(physicalLocation!.artifactLocation!.uri!, 'file:///app/').pathname,
        '/app/src/image.cc',
      );
    }
  }
});

/** The paths of all properties that are null, undefined or empty text. */
function emptyValuesIn(value: unknown, at = ''): string[] {
  if (value === null || value === undefined || value === '') return [at];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => emptyValuesIn(inner, `${at}/${key}`));
}
