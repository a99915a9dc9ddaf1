/** `watch` with its output in a pipe: a report after each save, until it is interrupted. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { packageRoot } from '../../src/environment/package-root.js';
import { until } from '../process/waiting.js';
import { bin, Learner } from '../support/learner.js';

const ID = 'off_the_js_thread';
const anna = new Learner(t);
const TIMEOUT_MS = 60_000;

t.test('a report after each save', async (t) => {
  const folder = path.join(anna.folder, 'mine');
  cpSync(path.join(packageRoot, 'exercises', ID, 'solution'), folder, { recursive: true });
  const child = spawn(process.execPath, [bin, 'watch', 'mine', '--exercise', ID], {
    cwd: anna.folder,
    env: anna.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const waits = (times: number) => () => out.split('Waiting for the next change.').length > times;
  await until(waits(1), 'the first verdict', TIMEOUT_MS);
  t.match(out, /PASS/);
  writeFileSync(path.join(folder, 'package.json'), '{');
  await until(waits(2), 'the second verdict', TIMEOUT_MS);
  t.match(out, /package\.json is not valid JSON[\s\S]*FAIL/);
  t.notMatch(out, '\u001b', 'no escape sequences');
  child.kill('SIGINT');
  const [code] = await once(child, 'exit');
  t.equal(code, 130);
});

t.test('a folder that does not exist', async (t) => {
  const { code, stderr } = await anna.run('watch', 'nowhere', '--exercise', ID);
  t.equal(code, 2);
  t.match(stderr, /There is no folder nowhere\./);
});
