import t from 'tap';
import { Learner } from '../support/learner.js';
import { Screen } from './screen.js';

for (const [columns, rows] of [
  [80, 24],
  [40, 12],
] as const) {
  for (const command of ['print', 'more']) {
    t.test(`${command} at ${columns}x${rows}`, async (t) => {
      const screen = Screen.open(t, {
        learner: new Learner(t),
        args: [command, 'off_the_js_thread'],
        columns,
        rows,
      });
      t.equal(await screen.exit(), 0);
      t.ok(screen.coloured);
      const lines = screen.history;
      t.ok(lines.includes('OFF THE JS THREAD') || lines.includes('OFF THE JS THREAD: the background'));
      const code = lines.filter((line) => line.startsWith('    '));
      t.ok(code.some((line) => /^ {4}(class|void) /.test(line)));
      // Code and URLs are not wrapped, everything else is.
      const text = lines.filter((line) => !code.includes(line));
      t.same(
        text.filter((line) => line.length > columns && !/^\W*https:\S+$/.test(line)),
        [],
        'lines are no wider than the window',
      );
      t.same(
        text.filter((line) => /`|\*\*|\]\(/.test(line)),
        [],
        'no markdown is left',
      );
    });
  }
}
