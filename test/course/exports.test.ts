/** What is said of the exports of a package, or of its add-on. */
import t from 'tap';
import { exportsFunctions } from '../../src/course/exports.js';
import { finding } from '../../src/report/finding.js';
import { renderFinding } from '../../src/report/render.js';
import { Story } from '../tasks/delay/records.js';

const observing = (observed: Readonly<Record<string, string>>) =>
  Object.entries(observed)
    .reduce((story, [name, value]) => story.at(1, { kind: 'observation', name, value }), new Story())
    .told();
const exporting = (type: string, names: string) => observing({ type, names });
const ofPackage = (run: ReturnType<typeof exporting>) => exportsFunctions(run, 'exports', ['delay']);
const ofAddon = (run: ReturnType<typeof exporting>) => exportsFunctions(run, 'addon-exports', ['delay']);

t.test('a function is exported', async (t) => {
  t.equal(ofPackage(exporting('function', 'delay')), undefined);
  t.equal(ofAddon(exporting('function', 'delay')), undefined);
});

t.test('nothing of that name', async (t) => {
  t.same(
    ofPackage(exporting('undefined', 'wait, sleep')),
    finding('exports.missing', { name: 'delay', names: 'wait, sleep' }),
  );
  t.same(ofPackage(exporting('undefined', '')), finding('exports.empty', { name: 'delay' }));
});

t.test('of several functions, the first that is missing', async (t) => {
  const run = observing({ missing: 'attempt', type: 'undefined', names: 'squareRoot' });
  t.same(
    exportsFunctions(run, 'exports', ['squareRoot', 'attempt']),
    finding('exports.missing', { name: 'attempt', names: 'squareRoot' }),
  );
});

t.test('a name in other letters', async (t) => {
  const own = ofPackage(exporting('undefined', 'sleep, Delay'))!;
  const addon = ofAddon(exporting('undefined', 'DELAY'))!;
  t.same(own, finding('exports.near', { name: 'delay', near: 'Delay' }));
  t.same(addon, finding('addon-exports.near', { name: 'delay', near: 'DELAY' }));
  t.match(renderFinding(own).hint, /add-on.*index\.js/, 'where to look');
  t.match(renderFinding(addon).hint, /exports\.Set\("delay"/);
});

t.test('something else than a function', async (t) => {
  t.same(
    ofPackage(exporting('null', '')),
    finding('exports.wrong', { name: 'delay', type: 'null', names: { text: 'check.exports.nothing' } }),
  );
  t.same(
    ofAddon(exporting('object', 'delay')),
    finding('addon-exports.wrong', { name: 'delay', type: 'object', names: 'delay' }),
  );
});

t.test('an add-on that cannot be loaded exports nothing', async (t) => {
  const failed = new Story().at(1, { kind: 'load-failed', message: 'Error: no', where: 'index.js:3' }).told();
  t.same(ofAddon(failed), finding('loads.failed', { message: 'Error: no' }, 'index.js:3'));
  t.same(ofAddon(new Story().step(1, 'load-addon').told()), finding('loads.never-ended'));
});
