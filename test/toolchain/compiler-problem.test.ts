import t from 'tap';
import { compilerProblem } from '../../src/toolchain/compiler-problem.js';
import { readInstallation } from '../../src/toolchain/find-visual-studio.js';
import { shellWords } from '../../src/toolchain/shell-words.js';

t.test('the problem that a compiler message indicates', async (t) => {
  const messages: [line: string, problem: string][] = [
    ["g++: error: unrecognized command line option '-std=gnu++17'", 'too-old'],
    ['g++: error: unrecognized command-line option ‘-std=gnu++20’; did you mean ‘-std=gnu++2a’?', 'too-old'],
    ["error: invalid value 'gnu++17' in '-std=gnu++17'", 'too-old'],
    ['small.cc:1:10: fatal error: map: No such file or directory', 'no-library'],
    ["small.cc:1:10: fatal error: 'map' file not found", 'no-library'],
    ['/usr/bin/ld: cannot find -lstdc++: No such file or directory', 'no-library'],
    ["g++: error trying to exec 'cc1plus': execvp: No such file or directory", 'half'],
    ['g++: fatal error: cannot execute ‘cc1plus’: execvp: No such file or directory', 'half'],
    ['g++: fatal error: cannot execute ‘as’: execvp: No such file or directory', 'half'],
    ['collect2: fatal error: cannot find ‘ld’', 'half'],
    ['/usr/bin/ld: cannot find crti.o: No such file or directory', 'half'],
    ['small.cc:3:1: error: something else', 'fails'],
  ];
  for (const [line, problem] of messages)
    t.match(compilerProblem(`small.cc: In function:\n${line}\nmore`), { problem, reason: line }, line);
  t.equal(compilerProblem('only a note'), undefined);
});

t.test('a variable can be a command with arguments', async (t) => {
  t.same(shellWords('g++'), ['g++']);
  t.same(shellWords('  ccache   g++ -m64 '), ['ccache', 'g++', '-m64']);
  t.same(shellWords('"/my tools/g++" -D\'A B\' c\\ d'), ['/my tools/g++', '-DA B', 'c d']);
  t.same(shellWords('"a \\"b\\""'), ['a "b"']);
  t.same(shellWords(''), []);
});

t.test('the output of vswhere', async (t) => {
  const json = JSON.stringify([{ displayName: 'Build Tools 2022', installationPath: 'C:\\VS' }]);
  t.same(readInstallation(json), { version: 'Build Tools 2022', where: 'C:\\VS' });
  for (const other of ['[]', '', 'no json', '[{}]']) t.equal(readInstallation(other), undefined, other);
});
