/** What the page's script needs: the timelines, where the findings are, and the texts. */
import { escapeControls } from '../../texts/controls.js';
import { t } from '../../texts/translate.js';
import { type Lane, MARK_LETTERS, MARKS, SPANS } from '../../timeline/lane.js';
import type { ProcessData, ScriptData } from './client/data.js';
import { laneIndex, type PageData, type PageProcess } from './page-data.js';

/** The data of a page's script. */
export function scriptData(page: PageData): ScriptData {
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
    marks: Object.fromEntries(MARKS.map((name) => [name, t(`page.mark-${name}`)])),
    letters: MARK_LETTERS,
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

/** A text for the page's script, which puts the values where `{name}` is. */
function template(key: string, names: readonly string[]): string {
  return t(key, Object.fromEntries(names.map((name) => [name, `{${name}}`])));
}

/** To microseconds with a decimal: more would only make the file longer. */
function rounded(ms: number): number {
  return Math.round(ms * 10_000) / 10_000;
}
