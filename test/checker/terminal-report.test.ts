import t from 'tap';
import { terminalReport } from '../../src/checker/terminal-report.js';
import { terminalOf } from '../support/terminal-of.js';
import { lane, span } from '../timeline/timelines.js';
import { reportOf, violationOf } from './reports.js';

t.test(
  'of a program with thousands of threads, those that broke a rule are shown, and the first',
  async (t) => {
    const workers = Array.from({ length: 3_000 }, (_, index) =>
      lane(`worker-${index + 1}`, { thread: 1_000 + index, spans: [span('execute', index, index + 1)] }),
    );
    const timeline = {
      startMs: 0,
      endMs: 3_000,
      lanes: [lane('js', { thread: 100, beats: [0] }), ...workers],
    };
    const [process] = reportOf().processes;
    const report = reportOf({
      processes: [{ ...process!, timeline }],
      violations: [violationOf({ thread: 3_500 }), violationOf({ thread: 2_000 })],
    });
    const lines = terminalReport(report, terminalOf({ columns: 80 }));
    t.ok(lines.length < 100, `${lines.length} lines`);
    const shown = lines.flatMap((line) => /^ *(?:worker|pool) (\d+)/.exec(line)?.[1] ?? []).map(Number);
    t.equal(shown.length, 23);
    t.same(shown.slice(-2), [1_001, 2_501]);
    t.match(lines.join('\n'), '2977 more threads are not shown.');
  },
);

t.test('a long command line is wrapped at its spaces', async (t) => {
  const [process] = reportOf().processes;
  const command = ['node', 'app.js', ...Array.from({ length: 20 }, (_, index) => `argument-${index}`)];
  const timeline = { startMs: 0, endMs: 1, lanes: [lane('js')] };
  const report = reportOf({ processes: [{ ...process!, command, timeline }] });
  const lines = terminalReport(report, terminalOf({ columns: 80 }));
  const begin = lines.findIndex((line) => line.startsWith('Process'));
  const heading = lines.slice(begin, begin + 4);
  t.ok(
    heading.every((line) => line.length <= 80),
    heading.join('\n'),
  );
  t.match(heading.join(' '), command.join(' '));
});
