import t from 'tap';
import { t as translate } from '../../src/texts/translate.js';
import { describeFound, describeMissing, remedyFor } from '../../src/toolchain/describe.js';
import type { System } from '../../src/toolchain/system.js';
import type { Missing } from '../../src/toolchain/tool-finding.js';
import { findTools, missingTools } from '../../src/toolchain/toolchain.js';

const python: Missing = {
  found: false,
  thing: 'python',
  problem: 'missing',
  attempts: [
    { place: 'python3', reason: translate('toolchain.reason.not-on-path') },
    { place: 'python', reason: 'is version 2.7.18' },
  ],
  packages: ['python'],
};
const debian: System = { family: 'debian', name: 'Debian', rights: 'none' };

t.test('what is missing is reported with every place that was searched', async (t) => {
  const text = describeMissing(python);
  t.match(text, `- python3: ${translate('toolchain.reason.not-on-path')}`);
  t.match(text, '- python: is version 2.7.18');
  t.match(text, 'Folders on the PATH: ');
});

t.test('the remedy is a command for the system that installs everything missing', async (t) => {
  t.match(
    remedyFor(python, debian),
    'On Debian, install it with:\n`apt-get update && apt-get install -y python3`',
  );
  t.match(remedyFor(python, debian, ['python', 'compiler']), /-y python3 g\+\+`/);
  const other = remedyFor(python, { family: 'other', name: 'Plan 9', rights: 'none' }, ['python', 'make']);
  t.match(other, "Install with your system's package manager: Python 3, GNU make.");
});

t.test('variables are set in the syntax of the shell', async (t) => {
  const node: Missing = {
    found: false,
    thing: 'node',
    problem: 'not-on-path',
    values: { where: '/opt/node', folder: '/opt' },
    attempts: [],
    packages: ['node'],
  };
  t.match(remedyFor(node, debian), '`export PATH="/opt:$PATH"`');
  const windows: System = { family: 'windows', name: 'Windows 11', rights: 'none' };
  t.match(remedyFor(node, windows), '`$env:PATH = "/opt;$env:PATH"`');
  const forced: Missing = { ...python, problem: 'forced', values: { needed: '3.9' } };
  t.match(remedyFor(forced, windows), '`Remove-Item Env:NODE_GYP_FORCE_PYTHON`');
});

t.test('what was found is described in one line', async (t) => {
  t.equal(
    describeFound({ found: true, thing: 'make', version: '4.4', where: '/bin/make' }),
    '4.4 · /bin/make',
  );
  t.equal(describeFound({ found: true, thing: 'add-on' }), undefined);
});

t.test('this machine has all tools', async (t) => {
  const tools = await findTools();
  t.same(missingTools(tools), []);
  for (const finding of Object.values(tools)) if (finding.found) t.match(describeFound(finding), /\w/);
});

t.test('findTools can be aborted', async (t) => {
  await t.rejects(findTools(AbortSignal.abort(new Error('enough'))), { message: 'enough' });
});
