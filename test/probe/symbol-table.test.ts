import { execFileSync } from 'node:child_process';
import path from 'node:path';
import t from 'tap';
import { hasSymbolTable } from '../../src/probe/symbol-table.js';

t.test('a module as it was linked, one that was stripped, and no module', async (t) => {
  const folder = t.testdir({ 'a.c': 'int shown(void) { return 1; }\n', empty: '' });
  const file = path.join(folder, 'a.so');
  execFileSync('cc', ['-shared', '-fPIC', path.join(folder, 'a.c'), '-o', file]);
  t.equal(hasSymbolTable(file), true);
  execFileSync('strip', [file]);
  t.equal(hasSymbolTable(file), false);
  t.equal(hasSymbolTable(path.join(folder, 'empty')), false);
  t.equal(hasSymbolTable(path.join(folder, 'missing')), false);
});
