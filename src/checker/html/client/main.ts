/** The script of the page: draws its timelines and filters its findings. */
import { Chart } from './chart.js';
import type { FindingData, ScriptData } from './data.js';
import type { Flag } from './drawing.js';
import { fill, find } from './elements.js';

const data: ScriptData = JSON.parse(find('#data').textContent ?? '');
const charts = data.processes.map((process, index) => new Chart(find(`#process-${index}`), process, data));
const items = [...document.querySelectorAll<HTMLElement>('.finding')];
const searched = items.map((item) => (item.textContent ?? '').toLowerCase());
const filters = document.querySelector<HTMLFormElement>('form');

function goTo({ process, lane, atMs, message }: FindingData): void {
  if (process !== undefined && atMs !== undefined) charts[process]?.goTo(lane, atMs, message);
}

for (const [index, item] of items.entries()) {
  item.addEventListener('click', ({ target }) => {
    const isControl = (target as Element).closest('summary') !== null;
    // Whoever selects text, such as a place in the code, wants to copy it.
    const selects = getSelection()?.isCollapsed === false;
    if (!isControl && !selects) goTo(data.findings[index]!);
  });
}

/** Shows the findings that the filters let through, in the list and in the timelines. */
function filter(): void {
  const form = new FormData(filters ?? undefined);
  const severities = form.getAll('severity');
  const rule = form.get('rule') ?? '';
  const text = String(form.get('text') ?? '')
    .trim()
    .toLowerCase();
  const shown = items.map(
    ({ dataset }, index) =>
      severities.includes(dataset.severity!) &&
      (rule === '' || rule === dataset.rule) &&
      searched[index]!.includes(text),
  );
  for (const [index, item] of items.entries()) item.hidden = !shown[index];
  flag((index) => shown[index]!);
  const count = shown.filter(Boolean).length;
  find('.shown').textContent = fill(data.texts.shown, { count, all: items.length });
}

function flag(isShown: (finding: number) => boolean): void {
  for (const [process, chart] of charts.entries()) {
    chart.flag(
      data.findings.flatMap((finding, index): Flag[] => {
        const { severity, message, lane, atMs } = finding;
        if (finding.process !== process || lane === undefined || atMs === undefined) return [];
        return isShown(index) ? [{ severity, message, lane, atMs }] : [];
      }),
    );
  }
}

if (filters) {
  filters.addEventListener('input', filter);
  filters.addEventListener('submit', (event) => event.preventDefault());
  filter();
} else {
  flag(() => true);
}
