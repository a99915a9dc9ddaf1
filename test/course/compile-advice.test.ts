/** What compilers say of mistakes that people make, and which situation each of their messages is. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import type { Complaint } from '../../src/build/complaint.js';
import { ADVICE, compileAdvice, fittingAdvice } from '../../src/course/compile-advice.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { hasText } from '../../src/texts/translate.js';
import { Compilers, MISTAKES } from '../support/compiler-mistakes.js';

/** A message as a compiler wrote it, and the situation that it is. */
interface Recorded extends Omit<Complaint, 'kind'> {
  readonly compiler: string;
  readonly situation: string;
}

const FILE = path.join(packageRoot, 'test', 'fixtures', 'compiler-messages.json');
const RECORDED: readonly Recorded[] = JSON.parse(readFileSync(FILE, 'utf8'));

t.test('each message that was recorded is the situation that it was', async (t) => {
  const now = RECORDED.map((one) => ({ ...one, situation: compileAdvice(one) }));
  t.same(now, RECORDED);
});

t.test('no message fits two entries of one rank', async (t) => {
  const unclear = RECORDED.map((one) => [one.message, ...fittingAdvice(one).map(({ says }) => says)]);
  t.same(
    unclear.filter(({ length }) => length > 2),
    [],
  );
});

t.test('each entry is what some message needs', async (t) => {
  const needed = new Set(RECORDED.flatMap((one) => fittingAdvice(one)));
  t.same(
    ADVICE.filter((advice) => !needed.has(advice)),
    [],
  );
});

t.test('each situation has a hint', async (t) => {
  const situations = new Set([...ADVICE, ...MISTAKES].map(({ situation }) => situation));
  t.same(
    [...situations].filter((situation) => !hasText(`check.builds.${situation}-hint`)),
    [],
  );
});

// RECORD_AS="clang 14" CC=clang CXX=clang++ writes what these compilers say into the file: look at the difference.
t.test('the compilers of this machine', async (t) => {
  const compilers = new Compilers(t.testdir({}));
  const recorded: Recorded[] = [];
  const compiler = process.env.RECORD_AS;
  for (const mistake of MISTAKES) {
    const [first] = compilers.say(mistake);
    const situation = first && compileAdvice(first);
    if (first && situation !== undefined && compiler !== undefined) {
      const { kind: _, ...said } = first;
      recorded.push({ compiler, situation, ...said });
    } else t.equal(situation, mistake.situation, `${mistake.text}: ${first?.message}`);
  }
  if (compiler !== undefined) {
    const others = RECORDED.filter((one) => one.compiler !== compiler);
    writeFileSync(FILE, `${JSON.stringify([...others, ...recorded], null, 2)}\n`);
  }

  const [first, ...others] = compilers.say({ file: 'block.cc', text: 'int i;\n' }, ['-nonsense']);
  t.match(first?.message, /^(?:g\+\+|clang): .*-nonsense/);
  t.equal(first && compileAdvice(first), 'option');
  t.same(others, []);
});

t.test('quotes of any form', async (t) => {
  t.equal(compileAdvice({ message: '‘cout’ was not declared in this scope' }), 'std-forgotten');
});

t.test('what is unknown has no situation', async (t) => {
  t.equal(compileAdvice({ message: '#error something' }), undefined);
  t.equal(compileAdvice({ message: 'other.cc: No such file or directory' }), undefined, 'a file is no tool');
});
