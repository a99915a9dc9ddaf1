/** Reports as a page for a browser: one file that loads nothing. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compiledModule, packageJson } from '../environment/package-root.js';
import { escapeControls } from '../texts/controls.js';
import { t } from '../texts/translate.js';
import type { Lane, Mark, Span } from '../timeline/lanes.js';
import type { ProcessData, ScriptData } from './page/data.js';
import { formatMs } from './page/view.js';
import { type PageData, type PageFinding, type PageProcess, programPage } from './page-data.js';
import type { CodePlace, ProgramReport } from './report.js';

/** More frames of a stack are behind a disclosure. */
const MOST_PLACES = 4;

const SPANS = [
  'call',
  'held',
  'execute',
  'complete',
  'function',
  'native',
  'environment',
  'thread',
  'sent',
  'refused',
] as const satisfies readonly Span['name'][];

/** The same letters as in the terminal. */
const LETTERS: Readonly<Record<Mark['name'], string>> = {
  call: 'C',
  return: 'R',
  callback: 'K',
  settled: 'S',
  abort: 'A',
  cancelled: 'X',
  violation: '!',
};

/** The report about a program as an HTML page. */
export function htmlReport(report: ProgramReport): string {
  return htmlPage(programPage(report));
}

/** An HTML page with findings and timelines, which needs no other file and makes no request. */
export function htmlPage(page: PageData): string {
  const style = readFileSync(compiledModule('cli', 'page', 'report.css'), 'utf8');
  const script = readFileSync(compiledModule('cli', 'page', 'report.js'), 'utf8');
  // With the hashes, markup that got into the page in spite of everything could run and load nothing.
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(t('page.title', { title: page.title }))}</title>
<style>${style}</style>
</head>
<body>
${header(page)}
<main>
${findingsSection(page)}
${page.processes.length > 0 ? `<p class="soft" id="keys">${text('page.keys')}</p>` : ''}
${page.processes.map((process, index) => processSection(process, index, page)).join('\n')}
<noscript><p>${text('page.no-script')}</p></noscript>
</main>
<footer>${text('page.made-by', { version: packageJson.version })}</footer>
<script type="application/json" id="data">${embeddedJson(scriptData(page))}</script>
<script>${script}</script>
</body>
</html>
`;
}

function header({ title, facts, findings, suppressed }: PageData): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const items = [
    ...facts.map((fact) => `<li>${escaped(fact)}</li>`),
    `<li${errors > 0 ? ' class="error"' : ''}>${text('page.errors', { count: errors })}</li>`,
    `<li${warnings > 0 ? ' class="warning"' : ''}>${text('page.warnings', { count: warnings })}</li>`,
    ...(suppressed > 0 ? [`<li>${text('page.suppressed', { count: suppressed })}</li>`] : []),
  ];
  return `<header>
<h1>${escaped(title)}</h1>
<ul class="facts" role="list" aria-label="${text('page.summary')}">
${items.join('\n')}
</ul>
</header>`;
}

function findingsSection(page: PageData): string {
  const { findings, findingsName, noFindings } = page;
  const content =
    findings.length === 0
      ? `<p>${escaped(noFindings)}</p>`
      : `${filterForm(page)}
<ol class="findings" role="list">
${findings.map((finding) => findingItem(finding, page)).join('\n')}
</ol>`;
  return `<section aria-labelledby="findings">
<h2 id="findings">${escaped(findingsName)}</h2>
${content}
</section>`;
}

function filterForm({ findings, idName }: PageData): string {
  const severities = (['error', 'warning'] as const).map(
    (severity) =>
      `<label><input type="checkbox" name="severity" value="${severity}" checked>${text(`page.filter-${severity}`)}</label>`,
  );
  const ids = [...new Set(findings.map(({ id }) => id))];
  const options = ids.map((id) => `<option value="${escaped(id)}">${escaped(id)}</option>`);
  return `<form aria-label="${text('page.filter')}" autocomplete="off">
<fieldset><legend>${text('page.severity')}</legend>${severities.join('')}</fieldset>
<label>${escaped(idName)} <select name="rule"><option value="">${text('page.all')}</option>${options.join('')}</select></label>
<label>${text('page.text')} <input type="search" name="text"></label>
<output class="shown"></output>
</form>`;
}

function findingItem(finding: PageFinding, page: PageData): string {
  const { id, severity, message, count, stack, atMs } = finding;
  const times = count > 1 ? ` <span class="times">${text('page.times', { count })}</span>` : '';
  const isPlaced = finding.process !== undefined && atMs !== undefined;
  const lane = laneIndex(finding, page) === undefined ? undefined : finding.lane;
  const place = { time: formatMs(atMs ?? 0), lane: lane ?? '' };
  const label = text(lane === undefined ? 'page.show-in-timeline' : 'page.show-in-lane', place);
  return `<li class="finding ${severity}${isPlaced ? ' placed' : ''}" data-severity="${severity}" data-rule="${escaped(id)}">
<h3><span class="badge ${severity}">${text(`page.${severity}`)}</span> <code>${escaped(id)}</code>${times}</h3>
${message
  .split('\n')
  .map((sentence) => `<p>${escaped(sentence)}</p>`)
  .join('\n')}
${places(stack)}${isPlaced ? `<button type="button">${label}</button>` : ''}
</li>`;
}

function places(stack: readonly CodePlace[]): string {
  const list = (some: readonly CodePlace[]) =>
    `<ol class="places" role="list">${some.map((place) => `<li>${placeMarkup(place)}</li>`).join('')}</ol>`;
  const more = stack.slice(MOST_PLACES);
  return [
    ...(stack.length > 0 ? [`${list(stack.slice(0, MOST_PLACES))}\n`] : []),
    ...(more.length > 0
      ? [
          `<details><summary>${text('page.more-places', { count: more.length })}</summary>${list(more)}</details>\n`,
        ]
      : []),
  ].join('');
}

/** Such as `Delay myaddon.cc:12`, or `Delay myaddon.node+0x12f` without debug information. */
function placeMarkup({ module, function: name, file, line, offset }: CodePlace): string {
  const source = file === undefined ? undefined : path.relative(process.cwd(), file);
  const where = source === undefined ? `${path.basename(module)}+0x${offset.toString(16)}` : source;
  const place = source === undefined || line === undefined ? where : `${where}:${line}`;
  return `${name === undefined ? '' : `<b>${escaped(name)}</b> `}${escaped(place)}`;
}

function processSection({ name, notes, timeline }: PageProcess, index: number, page: PageData): string {
  const button = (action: string, label: string, key: string) =>
    `<button type="button" data-do="${action}" aria-label="${text(key)}" title="${text(key)}">${label}</button>`;
  return `<section id="process-${index}" aria-labelledby="process-${index}-name">
<h2 id="process-${index}-name">${escaped(name)}</h2>
${notes.map((note) => `<p class="soft">${escaped(note)}</p>\n`).join('')}<div class="bar" role="group" aria-label="${text('page.controls')}">
${button('in', '+', 'page.zoom-in')}
${button('out', '−', 'page.zoom-out')}
${button('earlier', '←', 'page.earlier')}
${button('later', '→', 'page.later')}
<button type="button" data-do="whole">${text('page.whole')}</button>
<output class="range"></output>
</div>
<div class="chart" tabindex="0" role="application" aria-label="${text('page.timeline', { name })}" aria-describedby="keys"></div>
<p class="details" role="status">${text('page.hint')}</p>
${legend(
  timeline.lanes,
  page.findings.filter(({ process }) => process === index),
)}
<details><summary>${text('page.table')}</summary><div class="table" tabindex="0" role="region" aria-label="${text('page.table')}"></div></details>
</section>`;
}

/** What is in these lanes. */
function legend(lanes: readonly Lane[], findings: readonly PageFinding[]): string {
  const spans = new Set(lanes.flatMap((lane) => lane.spans.map(({ name }) => name)));
  const marks = new Set(lanes.flatMap((lane) => lane.marks.map(({ name }) => name)));
  const swatch = (kind: string) =>
    `<svg viewBox="0 0 10 10" aria-hidden="true"><rect class="span ${kind}" width="10" height="10" rx="2"/></svg>`;
  const items = [
    ...SPANS.filter((name) => spans.has(name)).map((name) => `${swatch(name)}${text(`page.span-${name}`)}`),
    ...(spans.size > 0 ? [`${swatch('several')}${text('page.several-spans')}`] : []),
    ...markNames()
      .filter((name) => marks.has(name))
      .map((name) => `<b>${LETTERS[name]}</b>${text(`page.mark-${name}`)}`),
    ...(lanes.some(({ beats }) => beats.length > 0)
      ? [
          `<svg viewBox="0 0 10 10" aria-hidden="true"><path class="beats" d="M3 3v4M7 3v4"/></svg>${text('page.beat')}`,
        ]
      : []),
  ];
  const flags = (['error', 'warning'] as const)
    .filter((severity) =>
      findings.some((finding) => finding.severity === severity && finding.atMs !== undefined),
    )
    .map(
      (severity) =>
        `<svg viewBox="0 0 12 12" aria-hidden="true"><path class="flag ${severity}" d="M0 1h12l-6 11z"/></svg>${text(`page.flag-${severity}`)}`,
    );
  items.push(...flags);
  if (items.length === 0) return '';
  return `<ul class="legend" role="list" aria-label="${text('page.legend')}">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function scriptData(page: PageData): ScriptData {
  return {
    texts: {
      range: template('page.range', ['from', 'to']),
      shown: template('page.shown', ['count', 'all']),
      entry: template('page.entry', ['lane', 'name', 'time', 'duration']),
      moment: template('page.moment', ['lane', 'name', 'time']),
      several: template('page.several', ['lane', 'count', 'from', 'to']),
      lane: template('page.lane', ['lane', 'note', 'count']),
      finding: template('page.finding', ['lane', 'time', 'message']),
      tableCaption: template('page.table-caption', ['from', 'to']),
      tableMore: template('page.table-more', ['shown', 'count']),
      columns: [
        t('page.column-lane'),
        t('page.column-event'),
        t('page.column-start'),
        t('page.column-duration'),
      ],
    },
    spans: Object.fromEntries(SPANS.map((name) => [name, t(`page.span-${name}`)])),
    marks: Object.fromEntries(markNames().map((name) => [name, t(`page.mark-${name}`)])),
    letters: LETTERS,
    processes: page.processes.map(processData),
    findings: page.findings.map((finding) => ({
      severity: finding.severity,
      message: escapeControls(finding.message),
      process: finding.process,
      lane: laneIndex(finding, page),
      atMs: finding.atMs,
    })),
  };
}

function processData({ timeline: { startMs, endMs, lanes } }: PageProcess): ProcessData {
  return {
    startMs: rounded(startMs),
    endMs: rounded(endMs),
    lanes: lanes.map((lane) => ({
      id: escapeControls(lane.id),
      note: laneNote(lane),
      spans: lane.spans.map(({ name, startMs, endMs, wholeMs }) => {
        const times = [rounded(startMs), rounded(endMs)] as const;
        return wholeMs === undefined ? [name, ...times] : [name, ...times, rounded(wholeMs)];
      }),
      marks: lane.marks.map(({ name, atMs }) => [name, rounded(atMs)]),
      beats: lane.beats.map(rounded),
    })),
  };
}

function laneNote({ kind, thread, environment }: Lane): string {
  const name = t(`page.lane-${kind}`);
  const withThread = thread === undefined ? name : t('page.thread', { name, thread });
  return environment === undefined
    ? withThread
    : t('page.of-environment', { name: withThread, number: environment });
}

function laneIndex({ process, lane }: PageFinding, { processes }: PageData): number | undefined {
  const lanes = process === undefined ? undefined : processes[process]?.timeline.lanes;
  const index = lanes?.findIndex(({ id }) => id === lane) ?? -1;
  return index === -1 ? undefined : index;
}

function markNames(): Mark['name'][] {
  return Object.keys(LETTERS) as Mark['name'][];
}

/** A text for the page's script, which puts the values where `{name}` is. */
function template(key: string, names: readonly string[]): string {
  return t(key, Object.fromEntries(names.map((name) => [name, `{${name}}`])));
}

/** A text of the interface as HTML. */
function text(key: string, values: Record<string, string | number> = {}): string {
  return escaped(t(key, values));
}

/** Any text as HTML, also inside quoted attributes. */
function escaped(anything: string): string {
  return escapeControls(anything).replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

/** JSON inside a script element: without `<`, no `</script>` or `<!--` in it can end or change the element. */
function embeddedJson(data: ScriptData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

/** To microseconds with a decimal: more would only make the file longer. */
function rounded(ms: number): number {
  return Math.round(ms * 10_000) / 10_000;
}

function hashOf(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
