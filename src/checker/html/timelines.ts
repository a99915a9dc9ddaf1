/** The section of a process in the page: its notes and controls, and the legend of its timeline, which the script draws. */
import { type Lane, MARK_LETTERS, MARKS, SPANS } from '../../timeline/lane.js';
import { escaped, text } from './markup.js';
import type { PageData, PageFinding, PageProcess } from './page-data.js';

/** The section of a process. @param index in the page */
export function processSection(
  { name, notes, timeline }: PageProcess,
  index: number,
  page: PageData,
): string {
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
    ...MARKS.filter((name) => marks.has(name)).map(
      (name) => `<b>${MARK_LETTERS[name]}</b>${text(`page.mark-${name}`)}`,
    ),
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
