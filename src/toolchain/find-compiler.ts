import { existsSync, promises as fs, readFileSync } from 'node:fs';
import path from 'node:path';
import { headersOnDisk } from '../build/headers.js';
import { t } from '../texts/translate.js';
import { compilerProblem } from './compiler-problem.js';
import type { Attempt, Finding } from './finding.js';
import { lookUp, standIn } from './look-up.js';
import { firstLine, reasonOf, runTool } from './run-tool.js';
import { setVariables } from './set-variables.js';
import { shellWords } from './shell-words.js';

/** The standard of C++ that the course is written in. */
const COURSE_STANDARD = 17;
/** Where compilers look for headers, libraries and their own parts, beside the places that they know. */
const LEADING_ASTRAY = /^(CPATH|CPLUS_INCLUDE_PATH|LIBRARY_PATH|GCC_EXEC_PREFIX|COMPILER_PATH|SDKROOT)$/;
/** A first compilation on a slow disk takes its time. */
const LIMIT_MS = 60_000;

/** It holds what C++17 brought, of the language and of its library. */
const PROGRAM = `#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>
static_assert(__cplusplus >= 201703L, "C++17");
inline int answers = 0;
template <typename T> int count(const T& text) {
  if constexpr (sizeof(T) > 0) return static_cast<int>(text.size());
  return 0;
}
extern "C" int learnyounative(int number) {
  std::map<std::string, std::optional<int>> known{{"one", 1}, {"none", std::nullopt}};
  auto counter = std::make_unique<std::vector<int>>(1, number);
  for (const auto& [name, value] : known) answers += count(std::string_view(name)) + value.value_or(0);
  std::thread([&] { counter->push_back(answers); }).join();
  return counter->back();
}
`;

/**
 * The C++ compiler that make will run: what CXX says or, without it, g++ (clang's c++ on macOS). A small library in
 * C++17 is compiled and linked with it, and the same in the newer C++ that the running Node.js asks for, if it does.
 * @param scratch a folder to compile in; without one, it is only looked for
 */
export async function findCompiler(scratch: string | undefined, signal?: AbortSignal): Promise<Finding> {
  const { variable, text } = wanted();
  const place = variable === undefined ? text : `${variable}=${text}`;
  const [command = '', ...args] = shellWords(text);
  const program = lookUp(command);
  if (program.file === undefined) return absent(variable, { place, reason: program.reason });
  const notReal = await standIn(program.file, signal);
  if (notReal !== undefined) return missing('missing', [{ place: program.file, reason: notReal }]);

  const asked = await runTool(program.file, [...args, '--version'], { signal });
  const version = asked.kind === 'ended' && asked.ok ? firstLine(asked.stdout) : undefined;
  const found = { found: true, thing: 'compiler', version, where: program.file, note: noteOnC() } as const;
  if (scratch === undefined) return found;
  for (const standard of standards()) {
    const attempt = await compile(program.file, args, standard, scratch, signal);
    if (attempt === undefined) continue;
    const values = { where: program.file, version: version ?? '', standard: `C++${standard}` };
    const attempts = [{ place: program.file, reason: attempt.reason }, ...setVariables(LEADING_ASTRAY)];
    return missing(attempt.problem, attempts, values);
  }
  return found;
}

/** As gyp's make files have it. */
function wanted(): { variable?: string; text: string } {
  const variable = ['CXX_target', 'CXX'].find((name) => process.env[name]?.trim());
  if (variable !== undefined) return { variable, text: process.env[variable]! };
  return { text: process.platform === 'linux' ? 'g++' : 'c++' };
}

/** Files in C are compiled by another program: the course does without it, an add-on may not. */
function noteOnC(): string | undefined {
  const cc = process.env.CC_target?.trim() || process.env.CC?.trim() || 'cc';
  const there = lookUp(shellWords(cc)[0] ?? '').file !== undefined;
  return there ? undefined : t('toolchain.compiler.no-c', { cc });
}

/** There is no such program. Another compiler that is there may do as well, if make is told of it. */
function absent(variable: string | undefined, attempt: Attempt): Finding {
  const attempts = [attempt];
  if (variable !== undefined) return missing('set', attempts, { variable });
  const others = ['clang++', 'c++', 'g++'].filter((name) => name !== attempt.place);
  for (const name of others) {
    const { file } = lookUp(name);
    if (file !== undefined) {
      return missing('other', [attempt], { wanted: attempt.place, other: name, otherFile: file });
    }
    attempts.push({ place: name, reason: t('toolchain.reason.not-on-path') });
  }
  return missing('missing', attempts);
}

function standards(): number[] {
  const folder = headersOnDisk();
  const file = folder === undefined ? '' : path.join(folder, 'include', 'node', 'common.gypi');
  if (!existsSync(file)) return [COURSE_STANDARD];
  const asked = Number(/-std=gnu\+\+(\d\d)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  return asked > COURSE_STANDARD ? [COURSE_STANDARD, asked] : [COURSE_STANDARD];
}

/** Compiles and links. Tells what is wrong, or nothing where all is well. */
async function compile(
  compiler: string,
  args: readonly string[],
  standard: number,
  scratch: string,
  signal: AbortSignal | undefined,
): Promise<{ problem: string; reason: string } | undefined> {
  const folder = await fs.mkdtemp(path.join(scratch, 'learnyounative-'));
  try {
    await fs.writeFile(path.join(folder, 'small.cc'), PROGRAM);
    const flags = [`-std=gnu++${standard}`, '-fPIC', '-shared', '-pthread', 'small.cc', '-o', 'small.so'];
    const run = await runTool(compiler, [...args, ...flags], { signal, cwd: folder, limitMs: LIMIT_MS });
    if (run.kind === 'failed') return { problem: 'fails', reason: run.reason };
    if (!run.ok)
      return compilerProblem(`${run.stdout}\n${run.stderr}`) ?? { problem: 'fails', reason: reasonOf(run) };
    if (existsSync(path.join(folder, 'small.so'))) return undefined;
    return { problem: 'makes-nothing', reason: t('toolchain.reason.made-nothing') };
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

function missing(
  problem: string,
  attempts: readonly Attempt[],
  values: Record<string, string> = {},
): Finding {
  return { found: false, thing: 'compiler', problem, attempts, values, packages: ['compiler'] };
}
