/** `verify` and `run` without a folder, and `run` on packages of all kinds. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { packageRoot } from '../../src/environment/package-root.js';
import { Learner } from '../support/learner.js';

const ID = 'off_the_js_thread';
const anna = new Learner(t);
const solution = path.join(packageRoot, 'exercises', ID, 'solution');

/** The official solution in a folder, with these files in place of its own. */
function packageIn(name: string, files: Record<string, string> = {}): string {
  const folder = path.join(anna.folder, name);
  cpSync(solution, folder, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(path.join(folder, file), content);
  return folder;
}

t.before(() => anna.run('select', ID));

t.test('without a folder: myaddon, or the current one if it holds a binding.gyp', async (t) => {
  const folder = packageIn('myaddon', { 'demo.js': 'console.log("in myaddon")' });
  t.match(await anna.run('run'), { code: 0, stdout: 'in myaddon\n' });
  const inside = Object.assign(Object.create(anna), { folder });
  t.match(await inside.run('run'), { code: 0, stdout: 'in myaddon\n' });
  writeFileSync(path.join(folder, 'package.json'), '{');
  t.match(await anna.run('verify'), { code: 1, stdout: /^ {2}Verifying myaddon\/ against/m });
  t.match(await inside.run('verify'), { code: 1, stdout: /^ {2}Verifying \.\/ against/m });
});

t.test('run takes any package, and its errors name the learner’s files', async (t) => {
  const gyp = readFileSync(path.join(solution, 'binding.gyp'), 'utf8').replace('"myaddon"', '"strange"');
  const demo = `const { delay } = require('./build/Release/strange.node');
console.log(new Error('printed').stack);
delay(1, () => { throw new Error('late'); });`;
  const folder = packageIn('strange', { 'binding.gyp': gyp, 'demo.js': demo });
  for (const args of [['run'], ['run', '--trace'], ['trace']]) {
    const { code, stdout, stderr } = await anna.run(...args, 'strange');
    t.equal(code, 1, stderr);
    t.match(stdout, `(${path.join(folder, 'demo.js')}:2:`, 'in a stack that it printed');
    t.match(stderr, `${path.join(folder, 'demo.js')}:3\n`, 'above the line that threw');
    t.notMatch(stdout + stderr, anna.env.LEARNYOUNATIVE_CACHE_DIR!);
  }
});

t.test('run without anything to run', async (t) => {
  const gyp = readFileSync(path.join(solution, 'binding.gyp'), 'utf8').replace('"myaddon"', '"library"');
  const folder = path.join(anna.folder, 'library');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'binding.gyp'), gyp);
  cpSync(path.join(solution, 'myaddon.cc'), path.join(folder, 'myaddon.cc'));
  t.match(await anna.run('run', 'library'), { code: 2, stderr: /no demo\.js and no main module to run/ });
});
