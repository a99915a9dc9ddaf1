import path from 'node:path';
import t from 'tap';
import {
  exportsReassigned,
  machineSpecificPath,
  pathWithoutDot,
} from '../../../exercises/find_the_binary/javascript.js';
import { finding } from '../../../src/report/finding.js';

t.test('a path that needs ./ in front', async (t) => {
  const folder = t.testdir({ build: { Release: { 'myaddon.node': '' } } });
  const found = (asked: string, kind = 'module') =>
    pathWithoutDot(`Error: Cannot find ${kind} '${asked}'`, folder);
  t.equal(found('build/Release/myaddon.node'), 'build/Release/myaddon.node');
  t.equal(found('build/Release/myaddon'), 'build/Release/myaddon', 'without its ending');
  t.equal(found('build/Release/myaddon.node', 'package'), 'build/Release/myaddon.node', 'by an import');
  t.equal(found('build/myaddon.node'), undefined, 'no such file');
  t.equal(found('./build/Release/myaddon.node'), undefined);
  t.equal(found('../build/Release/myaddon.node'), undefined);
  t.equal(found(path.join(folder, 'build/Release/myaddon.node')), undefined);
  t.equal(pathWithoutDot('Error: something else', folder), undefined);
});

t.test('another value for the local variable exports', async (t) => {
  const nothing = finding('passes-on-exports.nothing', { shown: '{}' });
  const situation = (text: string, found = nothing) => {
    const folder = t.testdir({ 'index.js': text });
    return exportsReassigned(found, path.join(folder, 'index.js'))?.situation;
  };
  const reassigned = 'passes-on-exports.reassigned';
  t.equal(situation("const addon = require('bindings')('myaddon');\nexports = addon;\n"), reassigned);
  t.equal(situation("  exports = require('bindings')('myaddon');\n"), reassigned);
  t.equal(situation("require('bindings')('myaddon');\n"), undefined);
  t.equal(situation('module.exports = {};\n'), undefined);
  t.equal(situation('if (exports == null) throw 0;\nexports === 1;\n'), undefined, 'a comparison');
  t.equal(situation('exports = 1;\n', finding('passes-on-exports.promise')), undefined);
  t.equal(exportsReassigned(nothing, path.join(t.testdirName, 'none.js')), undefined);
});

t.test('a path that is right on one machine only', async (t) => {
  const file = path.resolve('/somewhere/myaddon.node');
  const found = (message: string, text: string) => {
    const folder = t.testdir({ 'index.js': text });
    return machineSpecificPath(message, path.join(folder, 'index.js'));
  };
  const text = `module.exports = require(${JSON.stringify(file)});\n`;
  t.equal(found(`Error: Cannot find module '${file}'`, text), file);
  t.equal(found(`Error: ${file}: cannot open shared object file`, text), file, 'by process.dlopen');
  t.equal(found(`Error: Cannot find module '${file}'`, 'require(path.join(somewhere, name))'), undefined);
  t.equal(found("Error: Cannot find module './build/myaddon.node'", text), undefined, 'relative');
  t.equal(found('Error: something else', text), undefined);
});
