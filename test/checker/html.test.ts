import { createHash } from 'node:crypto';
import path from 'node:path';
import t from 'tap';
import { htmlPage, htmlReport } from '../../src/checker/html/page.js';
import { programPage } from '../../src/checker/html/page-data.js';
import type { ProgramReport } from '../../src/checker/report.js';
import { EVIL, largeReport, place, report, violation } from './page-reports.js';

const html = htmlReport(report);
const empty: ProgramReport = { ...report, violations: [], processes: [], suppressed: 0 };

/** The contents of the elements with this name, by what their start tags have in common. */
function contents(page: string, start: RegExp): string[] {
  return [...page.matchAll(start)].map(({ 0: tag, index }) => {
    const from = index + tag.length;
    return page.slice(from, page.indexOf('</', from));
  });
}

function embedded(page: string) {
  return JSON.parse(contents(page, /<script type="application\/json" id="data">/g)[0]!);
}

/** What is left without markup. */
function textOf(page: string): string {
  return page
    .replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/\s+/g, ' ');
}

t.test('the page is one file that loads nothing', async (t) => {
  t.notMatch(html, /<(?:link|img|iframe|object|embed|base|form [^>]*action)\b/);
  t.notMatch(html, /<script[^>]*\bsrc/);
  t.notMatch(html, /url\(|@import|fetch\(|XMLHttpRequest|import\(/);
  t.same(
    [...html.matchAll(/https?:\/\/[^'"`\s)]*/g)].map(([address]) => address),
    ['http://www.w3.org/2000/svg'],
    'the one address is the name of the SVG namespace',
  );
  t.match(html, "default-src 'none'");
});

t.test('its policy names its own style and script, and no other', async (t) => {
  const hash = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
  const [style] = contents(html, /<style>/g);
  const [script] = contents(html, /<script>/g);
  t.match(html, `style-src ${hash(style!)};`);
  t.match(html, `script-src ${hash(script!)};`);
  t.notMatch(html, /unsafe|style="|\son\w+="/);
});

t.test('without data, it is small', async (t) => {
  const size = Buffer.byteLength(htmlReport(empty));
  t.ok(size < 40_000, `${size} bytes`);
});

t.test('the headline', async (t) => {
  const text = textOf(html);
  t.match(text, 'node app.js --port 8080');
  t.match(text, 'exit code 1 1.2 s 3 errors 2 warnings 2 suppressed');
  const killed = textOf(htmlReport({ ...report, exitCode: null, signal: 'SIGSEGV', suppressed: 0 }));
  t.match(killed, 'ended by SIGSEGV 1.2 s 3 errors 2 warnings Violations');
});

t.test('without violations or processes, it tells why', async (t) => {
  t.match(
    textOf(htmlReport(empty)),
    '0 errors 0 warnings Violations No process of the program loaded an add-on.',
  );
  const clean = htmlReport({ ...report, violations: [] });
  t.match(textOf(clean), 'No rule was broken.');
  t.notMatch(clean, '<form');
});

t.test('a violation has its rule, message, number and places', async (t) => {
  const text = textOf(html);
  t.match(text, 'error wrong-thread napi_create_object was called on worker-1 (thread 12).');
  t.match(text, 'Work myaddon.cc:12 Execute myaddon.cc:40');
  t.match(text, 'deferred-settled-twice 12 times');
  t.match(text, 'myaddon.node+0x12f', 'without debug information');
  t.match(text, '3 more frames');
  t.match(text, 'Show in the timeline (worker-1, 60 ms)');
  t.equal(html.match(/Show in the timeline/g)!.length, 4, 'not where the process is unknown');
});

t.test('files are named from the current folder', async (t) => {
  const stack = [place('Work', path.resolve('src', 'work.cc'), 3)];
  const page = htmlReport({ ...report, violations: [violation({ stack })] });
  t.match(textOf(page), `Work ${path.join('src', 'work.cc')}:3`);
});

t.test('no text of a program becomes markup', async (t) => {
  const evil = htmlReport({
    ...report,
    command: ['node', EVIL],
    processes: report.processes.map((process) => ({
      ...process,
      command: [EVIL],
      modules: [{ file: EVIL, isWatched: true }],
      timeline: { ...process.timeline, lanes: process.timeline.lanes.map((lane) => ({ ...lane, id: EVIL })) },
    })),
    violations: [violation({ message: EVIL, lane: EVIL, stack: [place(EVIL, EVIL, 1), place(EVIL)] })],
  });
  t.equal(evil.match(/<script/g)!.length, 2);
  t.equal(evil.match(/<\/script/g)!.length, 2);
  t.notMatch(evil, /<img|<!--/);
  t.equal(embedded(evil).processes[0].lanes[0].id, EVIL, 'the script reads it as it was');
  t.equal(embedded(evil).findings[0].message, EVIL);
  t.match(textOf(evil), `error wrong-thread ${EVIL}`);
});

t.test('control characters are shown as escapes', async (t) => {
  const page = htmlReport({ ...report, command: ['node', 'a\u202eb\u0000'] });
  t.notMatch(page, /[\u202e\0]/);
  t.match(page, 'a\\u202eb\\x00');
});

t.test('the script gets the timelines and where violations are in them', async (t) => {
  const { processes, findings, texts } = embedded(html);
  t.same(
    processes[0].lanes.map(({ id, note }: { id: string; note: string }) => `${id}: ${note}`),
    [
      'js: JavaScript thread, ID 11',
      'worker-1: thread of the pool, ID 12',
      'worker-2: thread of the pool, ID 13',
      'thread-1: thread of the add-on, ID 14',
    ],
  );
  t.same(processes[0].lanes[2].spans, [
    ['execute', 51, 140],
    ['execute', 150, 259.5],
  ]);
  t.match(findings[0], { process: 0, lane: 1, atMs: 60 });
  t.notOk('process' in findings[2], 'of a process without a timeline');
  t.match(findings[4], { process: 1, lane: 0, atMs: 150 });
  t.equal(texts.range, '{from} ms to {to} ms');
});

t.test('20,000 spans take little space', async (t) => {
  const size = Buffer.byteLength(htmlReport(largeReport(20_000)));
  t.ok(size < 1_000_000, `${size} bytes`);
});

t.test('a page about something else than a program', async (t) => {
  const page = htmlPage({
    ...programPage(empty),
    title: 'OFF THE JS THREAD',
    facts: ['3 of 8 checks passed'],
    findings: [{ id: 'returns-at-once', severity: 'error', message: 'It waited.', count: 1, stack: [] }],
    findingsName: 'Failed checks',
    idName: 'Check',
  });
  t.match(textOf(page), 'OFF THE JS THREAD 3 of 8 checks passed 1 error 0 warnings Failed checks');
  t.match(textOf(page), 'error returns-at-once It waited.');
});

t.test('colours have enough contrast, in light and dark', async (t) => {
  const [style] = contents(html, /<style>/g);
  const schemes = [...style!.matchAll(/:root \{([^}]*)\}/g)].map(
    ([, rules]) =>
      new Map([...rules!.matchAll(/(--[\w-]+): (#\w{6})/g)].map(([, name, color]) => [name!, color!])),
  );
  t.equal(schemes.length, 2);
  for (const colors of schemes) {
    const ratio = (a: string, b: string) => contrast(colors.get(a)!, colors.get(b)!);
    for (const ground of ['--page', '--card', '--current'])
      for (const text of ['--text', '--soft', '--error', '--warning'])
        t.ok(ratio(text, ground) >= 4.5, `${text} on ${ground}: ${ratio(text, ground)}`);
    const spans = [
      'call',
      'execute',
      'complete',
      'function',
      'native',
      'held',
      'thread',
      'environment',
      'sent',
    ];
    for (const span of [...spans, 'refused', 'several'].map((name) => `--${name}`)) {
      t.ok(ratio('--on-color', span) >= 4.5, `text on ${span}: ${ratio('--on-color', span)}`);
      t.ok(ratio(span, '--track') >= 3, `${span} on its track: ${ratio(span, '--track')}`);
    }
    for (const name of ['--control', '--accent', '--beat'])
      t.ok(ratio(name, '--page') >= 3, `${name} on the page: ${ratio(name, '--page')}`);
  }
});

/** The contrast ratio of WCAG 2. */
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
