/** A submission that is stored as its differences from the solution becomes a whole package. */
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t, { type Test } from 'tap';
import {
  composeSubmission,
  filesIn,
  findSubmission,
  type Metadata,
  solutionOf,
} from '../../scripts/submissions/compose.js';

const SOLUTION = filesIn(solutionOf({ id: 'count_the_bytes/wrong/sample' }));

/** A submission to COUNT THE BYTES that brings two files, and a folder to compose it in. */
function sample(t: Test, metadata: Metadata) {
  const root = t.testdir({
    stored: { 'mistake.json': '{}', 'index.js': 'of the submission', src: { 'more.cc': 'new' } },
  });
  const submission = {
    id: 'count_the_bytes/wrong/sample',
    name: 'sample',
    kind: 'wrong' as const,
    folder: path.join(root, 'stored'),
    metadata,
  };
  return { submission, target: path.join(root, 'package') };
}

t.test('the solution, with the files of the submission and without what it leaves out', async (t) => {
  const { submission, target } = sample(t, { without: ['myaddon.cc'] });
  composeSubmission(submission, target);
  const expected = [...SOLUTION.filter((file) => file !== 'myaddon.cc'), 'src/more.cc'];
  t.same(filesIn(target), expected.sort());
  t.equal(readFileSync(path.join(target, 'index.js'), 'utf8'), 'of the submission');
  t.same(
    readFileSync(path.join(target, 'package.json')),
    readFileSync(path.join(solutionOf(submission), 'package.json')),
  );
});

t.test('composed again, only what changed is written', async (t) => {
  const { submission, target } = sample(t, {});
  composeSubmission(submission, target);
  const longAgo = new Date('2020-01-01');
  for (const file of filesIn(target)) utimesSync(path.join(target, file), longAgo, longAgo);
  writeFileSync(path.join(submission.folder, 'index.js'), 'edited');
  composeSubmission(submission, target);
  const written = filesIn(target).filter((file) => statSync(path.join(target, file)).mtimeMs > +longAgo);
  t.same(written, ['index.js']);
  t.equal(readFileSync(path.join(target, 'index.js'), 'utf8'), 'edited');
});

t.test('what no longer belongs to the package is removed', async (t) => {
  const { submission, target } = sample(t, {});
  composeSubmission(submission, target);
  composeSubmission({ ...submission, metadata: { without: ['myaddon.cc'] } }, target);
  t.notOk(filesIn(target).includes('myaddon.cc'));
});

t.test('what is not there has an error that helps', async (t) => {
  t.throws(
    () => findSubmission('endless-work'),
    /isn't a submission.*off_the_js_thread\/wrong\/endless-work/,
  );
  t.throws(() => findSubmission('no_exercise/wrong/x'), /exercises\/no_exercise\/submissions\/wrong/);
  t.throws(() => findSubmission('off_the_js_thread/wrong/x'), /has: .*endless-work/);
  const machine = findSubmission('check_your_tools/wrong/no-make');
  t.throws(() => composeSubmission(machine, path.join(t.testdir({}), 'package')), /describes a machine/);
});
