import t from 'tap';
import { isSuppressed, parseSuppressions } from '../../src/checker/suppressions.js';
import { EXIT } from '../../src/report/stop.js';
import { codePlace, violationOf } from './reports.js';

const suppresses = (text: string, violation = violationOf()) =>
  isSuppressed(violation, parseSuppressions(text, 'known.txt'));

t.test('rule, function and module', async (t) => {
  t.ok(suppresses('wrong-thread'));
  t.ok(suppresses('wrong-thread Image::Resize image.node'));
  t.ok(suppresses('*\tImage::*  *.node'));
  t.ok(suppresses('wrong-* * /app/node_modules/*'));
  t.ok(suppresses('wrong-thread napi_create_object'), 'the Node-API function');
  t.ok(suppresses('wrong-thread Image::Resize(int,*char*const**)'), 'with parameters');
  t.notOk(suppresses('pool-held'));
  t.notOk(suppresses('wrong-thread Image'), 'a pattern matches the whole name');
  t.notOk(suppresses('wrong-thread napi_create'));
  t.notOk(suppresses('wrong-thread * Release'));
  t.notOk(suppresses('wrong-thread Image::Resize other.node'));
  t.notOk(suppresses(''));
});

t.test('any place of the stack', async (t) => {
  const library = codePlace({ module: '/lib/libpng.so', function: 'png_read', file: undefined });
  const violation = violationOf({ functionName: undefined, stack: [library, codePlace()] });
  t.ok(suppresses('* Image::Resize', violation));
  t.ok(suppresses('* png_read libpng.so', violation));
  t.notOk(suppresses('* png_read image.node', violation), 'function and module of the same place');
});

t.test('what is not known is only matched by *', async (t) => {
  const unknown = violationOf({ functionName: undefined, stack: [] });
  t.ok(suppresses('wrong-thread * *', unknown));
  t.notOk(suppresses('wrong-thread * image.node', unknown));
  t.notOk(suppresses('wrong-thread Image::*', unknown));
  const nameless = violationOf({ functionName: undefined, stack: [codePlace({ function: undefined })] });
  t.ok(suppresses('wrong-thread * image.node', nameless));
  t.notOk(suppresses('wrong-thread ?* image.node', nameless));
});

t.test('names of C++ functions', async (t) => {
  for (const [name, pattern] of [
    ['(anonymous namespace)::Run(napi_env__*, void*)', '(anonymous*namespace)::Run'],
    ['Worker::Execute() const [clone .isra.0]', 'Worker::Execute'],
    ['Start()::{lambda()#1}::operator()() const', 'Start()::{lambda()#1}::operator()'],
    ['Run', 'Run'],
    ['a.b+c', 'a.b+c'],
  ] as const) {
    const violation = violationOf({ functionName: undefined, stack: [codePlace({ function: name })] });
    t.ok(suppresses(`* ${pattern}`, violation), name);
  }
  t.notOk(
    suppresses(
      '* a.b+c',
      violationOf({ functionName: undefined, stack: [codePlace({ function: 'aXbbc' })] }),
    ),
    'only * is special',
  );
});

t.test('comments, empty lines, and line ends of Windows', async (t) => {
  const text = '\uFEFF# known\r\n\r\n  pool-held  # slow\r\n\twrong-thread\tImage::Resize\t# issue 12\r\n';
  t.equal(parseSuppressions(text, 'known.txt').length, 2);
  t.ok(suppresses(text));
});

t.test('a line that is wrong', async (t) => {
  const fails = (text: string, message: string) =>
    t.throws(() => parseSuppressions(text, 'known.txt'), { name: 'Stop', exitCode: EXIT.usage, message });
  fails(
    'pool-held\npool-hold x',
    'known.txt, line 2: there is no rule “pool-hold”; did you mean “pool-held”?',
  );
  fails(
    'race:Foo',
    'known.txt, line 1: there is no rule “race:Foo”; write the id of a rule, or * for all of them.',
  );
  fails('x*', 'known.txt, line 1: there is no rule “x*”; write the id of a rule, or * for all of them.');
  fails(
    '\n\npool-held Foo(int, int) a.node',
    'known.txt, line 3: write “rule function module” and nothing else, with * in place of each space in a name.',
  );
});

t.test('many stars do not take long', async (t) => {
  const name = 'a'.repeat(5_000);
  const violation = violationOf({ functionName: name, stack: [] });
  const begin = performance.now();
  t.notOk(suppresses(`* ${'*'.repeat(1_000)}b`, violation));
  t.ok(performance.now() - begin < 1_000);
});
