import t from 'tap';
import { machineComplaint } from '../../src/build/machine-complaint.js';

const noCompiler = 'the C++ compiler was not found';
const noHeaders = 'this Node.js has no C++ headers on the disk, and they could not be downloaded';

const lacking: readonly (readonly [output: string, reason: string])[] = [
  [
    'gyp ERR! find Python \ngyp ERR! stack Error: Could not find any Python installation to use',
    'Python 3 was not found',
  ],
  ['gyp ERR! build error \ngyp ERR! stack Error: not found: make', 'make was not found'],
  ['gyp ERR! stack Error: `make` failed with exit code: ENOENT', 'make was not found'],
  ['make: g++: No such file or directory\nmake: *** [x.mk:1: x.o] Error 127', noCompiler],
  ['make: g++: Command not found', noCompiler],
  ['make[1]: cc: No such file or directory', noCompiler],
  ['make: /usr/bin/clang++-15: No such file or directory', noCompiler],
  ['/bin/sh: 1: g++: not found', noCompiler],
  ['sh: line 1: clang: command not found', noCompiler],
  ["g++: fatal error: cannot execute 'cc1plus': execvp: No such file or directory", noCompiler],
  ['gyp: No Xcode or CLT version detected!', 'the Xcode Command Line Tools were not found'],
  [
    'xcrun: error: invalid active developer path (/Library), missing xcrun',
    'the Xcode Command Line Tools were not found',
  ],
  [
    'gyp ERR! stack Error: Could not find any Visual Studio installation to use',
    'Visual Studio with its C++ tools was not found',
  ],
  [
    'gyp WARN install got an error\ngyp ERR! configure error \ngyp ERR! stack Error: getaddrinfo EAI_AGAIN nodejs.org',
    noHeaders,
  ],
  [
    'gyp ERR! stack FetchError: request to https://nodejs.org/x failed, reason: connect ECONNREFUSED 127.0.0.1:9',
    noHeaders,
  ],
  ['gyp ERR! stack Error: self signed certificate in certificate chain', noHeaders],
  [
    'gyp ERR! stack Error: This is most likely not a problem with node-gyp or the package itself and\ngyp ERR! stack is related to network connectivity.',
    noHeaders,
  ],
  ['../a.cc:1:1: fatal error: error writing to /tmp/cc1.s: No space left on device', 'the disk is full'],
  ['/usr/bin/ld: final link failed: No space left on device', 'the disk is full'],
  [
    'g++: fatal error: Killed signal terminated program cc1plus',
    'the compiler ran out of memory, or was killed',
  ],
  ['cc1plus: out of memory allocating 65536 bytes', 'the compiler ran out of memory, or was killed'],
  ['clang: error: unable to execute command: Killed', 'the compiler ran out of memory, or was killed'],
  ["gyp ERR! stack Error: ENOSPC: no space left on device, mkdir '/x'", 'the disk is full'],
];

for (const [output, reason] of lacking) {
  t.test(`${reason}: ${output.split('\n')[0]}`, async (t) => {
    t.same(machineComplaint(`gyp info it worked if it ends with ok\n${output}\ngyp ERR! not ok\n`), {
      kind: 'machine',
      message: reason,
    });
  });
}

/** The learner's own words in a compiler's output must not be taken for the machine's. */
const theirs: Record<string, string> = {
  'a file called certificate': `  CXX(target) Release/obj.target/myaddon/certificate.o
../certificate.cc:3:1: error: ‘foo’ does not name a type
    3 | foo;
      | ^~~
gyp ERR! build error 
gyp ERR! stack Error: \`make\` failed with exit code: 2
gyp ERR! stack at ChildProcess.<anonymous> (/home/certificate/node-gyp/lib/build.js:219:23)
gyp ERR! command "/usr/bin/node" "/home/ECONNRESET/node-gyp.js" "build"
gyp ERR! cwd /home/certificate/ENOSPC`,
  'a line about a full disk': `../a.cc:3:1: error: ‘foo’ was not declared in this scope
    3 |   if (status == UV_ENOSPC) return foo("No space left on device");
      |                                   ^~~`,
  'an error of their own':
    '../a.cc:2:2: error: #error "this says: No space left on device"\n    2 | #error "this"',
  'a name of a compiler':
    '../a.cc:2:2: error: ‘g++: not found’\n    2 |   puts("g++: not found");\n      |   ^~~~',
  'a source that is missing':
    "make: *** No rule to make target 'Release/obj.target/a/cc.o', needed by 'a.node'.  Stop.",
};

for (const [what, output] of Object.entries(theirs)) {
  t.test(`not the machine: ${what}`, async (t) => {
    t.equal(machineComplaint(`gyp info ok\n${output}\ngyp ERR! not ok\n`), undefined);
  });
}
