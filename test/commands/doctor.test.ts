/** `doctor` and `bug-report` on this machine, and on one without any tools. */
import { cpSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import t from 'tap';
import { packageRoot } from '../../src/environment/package-root.js';
import { Learner } from '../support/learner.js';

const ID = 'off_the_js_thread';
/** A shared cache, so that nothing is built twice. */
const anna = new Learner(t);

t.test('this machine is ready', async (t) => {
  const { code, stdout, stderr } = await anna.run('doctor');
  t.equal(code, 0);
  t.equal(stderr, '');
  for (const thing of ['Node.js', 'Python', 'make', 'C++ compiler', 'headers', 'a tiny add-on'])
    t.match(stdout, new RegExp(`✔ ${thing.replaceAll('+', '\\+')} `), thing);
  t.match(stdout, 'This machine is ready to build add-ons.');
  for (const line of stdout.split('\n'))
    if (!line.includes(anna.env.LEARNYOUNATIVE_CACHE_DIR!)) t.ok(line.length <= 80, line);
});

t.test('as one JSON document', async (t) => {
  const { code, stdout } = await anna.run('doctor', '--json');
  t.equal(code, 0);
  const { ready, things } = JSON.parse(stdout);
  t.equal(ready, true);
  t.match(things[0], { thing: 'node', found: true, version: process.versions.node });
  t.ok(things.some(({ thing, found }: { thing: string; found: boolean }) => thing === 'add-on' && found));
});

t.test(
  'where nothing is on the PATH, everything that is missing is named, and what installs it',
  async (t) => {
    const empty = t.testdir({});
    // A path below the home folder would be abbreviated with ~.
    const { code, stdout } = await new Learner(t, { PATH: empty, HOME: '/nowhere' }).run('doctor');
    t.equal(code, 3);
    for (const thing of ['npm', 'Python', 'make', 'C++ compiler'])
      t.match(stdout, new RegExp(`✘ ${thing.replaceAll('+', '\\+')}\n`), thing);
    t.ok(stdout.replace(/\s+/g, '').includes(`FoldersonthePATH:${empty}`), 'the folders that were searched');
    t.match(stdout, 'This machine is not ready to build add-ons.');
    const json = await new Learner(t, { PATH: empty }).run('doctor', '--json');
    t.equal(json.code, 3);
    const missing = JSON.parse(json.stdout).things.filter(({ found }: { found: boolean }) => !found);
    for (const { observed, remedy } of missing) t.match(observed + remedy, /\w+ \w+/);
  },
);

t.test('bug-report has what a maintainer needs, without personal names', async (t) => {
  cpSync(path.join(packageRoot, 'templates', ID), path.join(anna.folder, 'mine'), { recursive: true });
  t.equal((await anna.run('verify', 'mine', '--exercise', ID)).code, 1);
  const { code, stdout, stderr } = await anna.run('bug-report');
  t.equal(code, 0);
  t.match(stderr, /Nothing was sent anywhere/);
  t.match(stdout, `- Node.js: ${process.version}`);
  t.match(stdout, '"ready": true');
  t.match(stdout, '"id": "returns-at-once",\n      "status": "fail"');
  t.match(stdout, 'gyp info ok');
  t.notMatch(stdout, `${os.homedir()}/`);
});

t.test('bug-report before the first verify', async (t) => {
  const { code, stdout } = await new Learner(t, {
    npm_config_secret_token: 'hush',
    PATH: t.testdir({}),
  }).run('bug-report');
  t.equal(code, 0);
  t.match(stdout, 'none on this machine');
  t.notMatch(stdout, 'hush');
});
