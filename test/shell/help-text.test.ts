import t from 'tap';
import { commands } from '../../src/commands/index.js';
import { generalHelp, helpFor } from '../../src/shell/help-text.js';
import { terminalOf } from '../support/terminal-of.js';

for (const columns of [40, 60, 80, 200]) {
  t.test(`help fits into ${columns} columns`, async (t) => {
    const terminal = terminalOf({ columns });
    const pages = [
      generalHelp({ commands, terminal }),
      ...commands.map((command) => helpFor(command, terminal)),
    ];
    for (const line of pages.join('\n').split('\n')) {
      // Commands to type are not wrapped.
      const whole = line.startsWith('  learnyounative ');
      t.ok(line === line.trimEnd() && (whole || line.length <= Math.min(columns, 80)), line);
    }
  });
}

t.test('help has colour if the terminal has', async (t) => {
  const terminal = terminalOf({ colour: true });
  const text = generalHelp({ commands, terminal });
  t.match(text, terminal.paint.bold('Commands'));
  t.match(text, terminal.paint.cyan('list'));
});
