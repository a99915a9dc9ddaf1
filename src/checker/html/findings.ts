/** The list of findings in the page, and the form that filters it. */
import path from 'node:path';
import type { CodePlace } from '../report.js';
import { formatMs } from './client/view.js';
import { escaped, text } from './markup.js';
import { laneIndex, type PageData, type PageFinding } from './page-data.js';

/** More frames of a stack are behind a disclosure. */
const MOST_PLACES = 4;

/** The section with the findings. */
export function findingsSection(page: PageData): string {
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
<label>${escaped(idName)}<select name="rule"><option value="">${text('page.all')}</option>${options.join('')}</select></label>
<label>${text('page.text')}<input type="search" name="text"></label>
<output class="shown"></output>
</form>`;
}

function findingItem(finding: PageFinding, page: PageData): string {
  const { id, severity, message, count, stack, hasSeveralCallers, atMs } = finding;
  const times = count > 1 ? ` <span class="times">${text('checker.times', { count })}</span>` : '';
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
${places(stack)}${hasSeveralCallers ? `<p class="soft">${text('checker.several-callers')}</p>\n` : ''}${isPlaced ? `<button type="button">${label}</button>` : ''}
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
