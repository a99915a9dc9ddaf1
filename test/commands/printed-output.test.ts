import t from 'tap';
import { learnersOutput, printedLines } from '../../src/commands/printed-output.js';
import { terminalOf } from '../support/terminal-of.js';
import { Story } from '../tasks/delay/records.js';

const UNCAUGHT = '<anonymous_script>:0\n\n\n[Error: Invalid argument]\n\nNode.js v20.20.2\n';
const NATIVE = `FATAL ERROR: Error::New napi_get_last_error_info
----- Native stack trace -----

 1: 0xca5580 node::Abort() [node]
 3: 0x7f106943795a  [/place/build/Release/myaddon.node]
 4: 0x7f106943b54a Napi::Error::Error() [/place/build/Release/myaddon.node]

----- JavaScript stack trace -----

`;

t.test('an error that is in the report is not printed again', async (t) => {
  t.equal(learnersOutput(UNCAUGHT, 'An error was thrown: Error: Invalid argument').trim(), '');
  t.equal(learnersOutput(NATIVE, 'It printed: FATAL ERROR: Error::New napi_get_last_error_info').trim(), '');
  t.equal(learnersOutput(UNCAUGHT, '').trim(), '[Error: Invalid argument]');
  t.equal(learnersOutput(NATIVE, '').trim(), 'FATAL ERROR: Error::New napi_get_last_error_info');
});

t.test('last words that are in the report are not printed again', async (t) => {
  const words = "terminate called after throwing an instance of 'std::runtime_error'\n  what():  no\n";
  const said = "terminate called after throwing an instance of 'std::runtime_error'   what():  no";
  t.equal(learnersOutput(`mine\n${words}`, `The last thing it printed: ${said}`).trim(), 'mine');
  t.equal(learnersOutput(words, 'something else'), words);
  const banner = '#\n# Fatal error in v8::ToLocalChecked\n# Empty MaybeLocal\n#\n';
  t.equal(
    learnersOutput(banner, 'printed: Fatal error in v8::ToLocalChecked: Empty MaybeLocal').replace(
      /[#\s]/g,
      '',
    ),
    '',
  );
});

t.test('the learner’s own output is kept', async (t) => {
  const own = 'my words\nError: mine\n1: one\n';
  t.equal(learnersOutput(own, 'Error: Invalid argument'), own);
  const file = '/place/index.js:3\nfoo();\n^\n\nReferenceError: foo is not defined\n';
  t.match(
    learnersOutput(`${file}    at /place/index.js:3:1\n    at node (node:internal/main:1:1)\n`, ''),
    file,
  );
  t.match(
    learnersOutput(`${NATIVE}    1: print (/place/index.js:3:1)\n`, ''),
    /JavaScript stack trace -----\s+1: print \(\/place/,
    'with the place in JavaScript',
  );
});

t.test('no heading without output; with verbose, everything is printed', async (t) => {
  const run = new Story().told({ stderr: UNCAUGHT });
  const reported = 'Error: Invalid argument';
  t.same(printedLines(run, reported, terminalOf(), false), []);
  t.match(printedLines(run, reported, terminalOf(), true).join('\n'), /anonymous_script/);
});
