/** The visible part of a timeline as a table. */
import type { ScriptData } from './data.js';
import { fill, find, html } from './elements.js';
import type { Entry } from './entries.js';
import { formatExactMs, formatMs, type View } from './view.js';

const MOST_ROWS = 500;

interface TableLane {
  readonly id: string;
  readonly entries: readonly Entry[];
}

/**
 * Fills the table while it is open.
 * @returns what to call when another part is visible
 */
export function spanTable(
  disclosure: HTMLElement,
  lanes: readonly TableLane[],
  { texts }: ScriptData,
): (view: View) => void {
  const target = find('.table', disclosure);
  let view: View | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = () => {
    if (!view || !disclosure.hasAttribute('open')) return;
    const { fromMs, toMs } = view;
    const rows = lanes.flatMap(({ id, entries }) =>
      entries
        .filter(({ startMs, endMs = startMs }) => endMs >= fromMs && startMs <= toMs)
        .map((entry) => ({ id, entry })),
    );
    const caption = fill(texts.tableCaption, { from: formatMs(fromMs), to: formatMs(toMs) });
    const more = fill(texts.tableMore, { shown: MOST_ROWS, count: rows.length });
    target.replaceChildren(
      html(
        'table',
        {},
        html('caption', {}, rows.length > MOST_ROWS ? `${caption} ${more}` : caption),
        html('thead', {}, html('tr', {}, ...texts.columns.map((name) => html('th', { scope: 'col' }, name)))),
        html(
          'tbody',
          {},
          ...rows
            .slice(0, MOST_ROWS)
            .map(({ id, entry: { name, startMs, durationMs } }) =>
              html(
                'tr',
                {},
                html('td', {}, id),
                html('td', {}, name),
                html('td', { class: 'number' }, formatExactMs(startMs)),
                html('td', { class: 'number' }, durationMs === undefined ? '' : formatExactMs(durationMs)),
              ),
            ),
        ),
      ),
    );
  };
  disclosure.addEventListener('toggle', update);
  return (shown) => {
    view = shown;
    clearTimeout(timer);
    timer = setTimeout(update, 100);
  };
}
