import t from 'tap';
import { failedTarget } from '../../src/build/failed-target.js';

const make = (file: string) => `make: *** [myaddon.target.mk:119: Release/obj.target/${file}] Error 1\n`;

t.test('make names the target beside the object', async (t) => {
  t.equal(failedTarget(make('other/src/a.o'), { where: 'src/a.cc:3' }), 'other');
  t.equal(failedTarget(make('other/src/a.o'), { where: 'a.h:3' }), 'other', 'an error in a header');
  t.equal(failedTarget(make('other.node'), {}), 'other', 'linking');
});

t.test('of several targets, the one with the refused source', async (t) => {
  const log = `${make('first/a.o')}${make('second/b.o')}`;
  t.equal(failedTarget(log, { where: 'b.cc:3' }), 'second');
  t.equal(failedTarget(log, { where: 'c.h:3' }), undefined, 'it may be either');
  t.equal(failedTarget(`${make('first/b.o')}${make('second/b.o')}`, { where: 'b.cc:3' }), undefined);
});

t.test('of several targets, the one that is wanted', async (t) => {
  const log = `${make('other/a.o')}${make('myaddon/a.o')}`;
  t.equal(failedTarget(log, { where: 'a.cc:3' }, 'myaddon'), 'myaddon');
  t.equal(failedTarget(make('other/a.o'), { where: 'a.cc:3' }, 'myaddon'), 'other', 'it did not fail');
  t.equal(failedTarget('make: *** [tool.target.mk:9: Release/tool] Error 1\n', {}), 'tool', 'a program');
});

t.test('MSBuild names the project', async (t) => {
  const line = `myaddon.cc(3,1): error C2065: 'x': undeclared identifier [C:\\my add-on\\build\\other.vcxproj]`;
  t.equal(failedTarget(line, { where: 'myaddon.cc:3' }), 'other');
});

t.test('the log does not tell', async (t) => {
  t.equal(failedTarget('make: nothing to be done', { where: 'a.cc:3' }), undefined);
});
