import { existsSync, promises as fs, readFileSync } from 'node:fs';
import path from 'node:path';
import { headersOnDisk } from '../build/headers.js';
import { t } from '../texts/translate.js';
import { compilerProblem } from './compiler-problem.js';
import { lookUp, xcodeShimProblem } from './look-up.js';
import { failureReason, firstLine, runTool } from './run-tool.js';
import { shellWords } from './shell-words.js';
import type { Attempt, ToolFinding } from './tool-finding.js';
import { variablesSet } from './variables-set.js';

/** The C++ standard that the course uses. */
const COURSE_STANDARD = 17;
/** Additional places where compilers look for headers, libraries and their own parts. */
const INTERFERING = /^(CPATH|CPLUS_INCLUDE_PATH|LIBRARY_PATH|GCC_EXEC_PREFIX|COMPILER_PATH|SDKROOT)$/;
/** The first compilation on a slow disk can take long. */
const LIMIT_MS = 60_000;

/** Uses C++17 features of the language and of the standard library. */
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
 * Finds the C++ compiler that make will run: CXX or, by default, g++ (c++ on macOS). Tests it with a small library in
 * C++17, and in the newer standard that the running Node.js requires, if any.
 * @param scratch a folder to compile in; without it, the compiler is not tested
 * @throws the reason of `signal` when it is aborted
 */
export async function findCompiler(scratch: string | undefined, signal?: AbortSignal): Promise<ToolFinding> {
  const { variable, text } = configuredCompiler();
  const place = variable === undefined ? text : `${variable}=${text}`;
  const [command = '', ...args] = shellWords(text);
  const program = lookUp(command);
  if (program.file === undefined) return absent(variable, { place, reason: program.reason });
  const shimProblem = await xcodeShimProblem(program.file, signal);
  if (shimProblem !== undefined) return missing('missing', [{ place: program.file, reason: shimProblem }]);

  const run = await runTool(program.file, [...args, '--version'], { signal });
  const version = run.kind === 'ended' && run.ok ? firstLine(run.stdout) : undefined;
  const found = { found: true, thing: 'compiler', version, where: program.file, note: noteOnC() } as const;
  if (scratch === undefined) return found;
  for (const standard of standards()) {
    const attempt = await compile(program.file, args, standard, scratch, signal);
    if (attempt === undefined) continue;
    const values = { where: program.file, version: version ?? '', standard: `C++${standard}` };
    const attempts = [{ place: program.file, reason: attempt.reason }, ...variablesSet(INTERFERING)];
    return missing(attempt.problem, attempts, values);
  }
  return found;
}

/** By the rules of the make files that gyp writes. */
function configuredCompiler(): { variable?: string; text: string } {
  const variable = ['CXX_target', 'CXX'].find((name) => process.env[name]?.trim());
  if (variable !== undefined) return { variable, text: process.env[variable]! };
  return { text: process.platform === 'linux' ? 'g++' : 'c++' };
}

/** C files are compiled by another program, which the course does not need, but other add-ons may. */
function noteOnC(): string | undefined {
  const cc = process.env.CC_target?.trim() || process.env.CC?.trim() || 'cc';
  const exists = lookUp(shellWords(cc)[0] ?? '').file !== undefined;
  return exists ? undefined : t('toolchain.compiler.no-c', { cc });
}

/** The program does not exist. If there is another compiler, make can be configured to use it. */
function absent(variable: string | undefined, attempt: Attempt): ToolFinding {
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

/** The C++ standards to test: that of the course and, if newer, the one in Node.js's `common.gypi`. */
function standards(): number[] {
  const folder = headersOnDisk();
  const file = folder === undefined ? '' : path.join(folder, 'include', 'node', 'common.gypi');
  if (!existsSync(file)) return [COURSE_STANDARD];
  const required = Number(/-std=gnu\+\+(\d\d)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  return required > COURSE_STANDARD ? [COURSE_STANDARD, required] : [COURSE_STANDARD];
}

/** Compiles and links a small library. @returns what failed; `undefined` on success */
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
      return (
        compilerProblem(`${run.stdout}\n${run.stderr}`) ?? { problem: 'fails', reason: failureReason(run) }
      );
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
): ToolFinding {
  return { found: false, thing: 'compiler', problem, attempts, values, packages: ['compiler'] };
}
