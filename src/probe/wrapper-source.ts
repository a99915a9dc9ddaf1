import type { NodeApiFunction } from './node-api-header.js';
import {
  attachedFunctions,
  BY_HAND,
  BY_HAND_IF_ATTACHED,
  BY_HAND_IF_LINKED,
  GOES_ON,
  HARDLY_FAILS,
  LIBUV,
  LIBUV_IF_ATTACHED,
  THREADS,
  THROWS,
  wrappedFunctions,
} from './wrapped-functions.js';

/**
 * The C++ source of the probe for a Node.js with these functions: for each one, a hidden definition that checks the
 * thread and calls the real function. Compile it with `-DNAPI_EXTERN=` and `-fvisibility=hidden`: the header's default
 * attribute would make the definitions visible, and those in the executable would take precedence.
 */
export function wrapperSource(nodeApi: readonly NodeApiFunction[]): string {
  return `${declarations(wrappedFunctions(nodeApi))}
#include "answer.h"
#include "async_work.h"
#include "deferreds.h"
#include "function_data.h"
#include "guarded_memory.h"
#include "handle_scopes.h"
#include "instance_data.h"
#include "libuv_threads.h"
#include "lifetimes.h"
#include "pending_exception.h"
#include "rounding.h"
#include "sampler.h"
#include "std_thread.h"
#include "stdout_buffer.h"
#include "threads.h"
#include "threadsafe_function.h"

namespace probe {
__attribute__((constructor(101))) static void Start() {
${findReal(wrappedFunctions(nodeApi))}
  FindThreads();
  FindStdThreads();
  FindModule();
  OpenTrace();
  atexit(RecordEnd);
  atexit(RecordBlocksLeft);
  RecordModulePath();
  ListenForSamples();
  PrepareRounding();
  BufferStdout();
}
}  // namespace probe

extern "C" {
${nodeApi
  .filter(({ name }) => !BY_HAND.has(name) && !BY_HAND_IF_LINKED.has(name))
  .map(wrapper)
  .join('\n')}
}
`;
}

/**
 * The C++ source of the library that attaches the same wrappers to add-ons as they are. Compile it as a shared library,
 * with the same flags, and preload it.
 */
export function attachedSource(nodeApi: readonly NodeApiFunction[]): string {
  const entries = [
    ...nodeApi.map(({ name }) => [name, `::${name}`, `probe::real.${name}`] as const),
    ...[...LIBUV, ...LIBUV_IF_ATTACHED].map(
      (name) => [name, `::probe_${name}`, `probe::real.${name}`] as const,
    ),
    ...Object.entries(THREADS).map(
      ([name, [wrapperName, real]]) => [name, `::${wrapperName}`, `probe::${real}`] as const,
    ),
  ].sort(([a], [b]) => (a < b ? -1 : 1));
  const pointer = (to: string) => `reinterpret_cast<void*>(&${to})`;
  return `#define PROBE_ATTACHED
${declarations(attachedFunctions(nodeApi))}
#include "answer.h"
#include "async_work.h"
#include "attached/attach.h"
#include "attached/callbacks.h"
#include "attached/references.h"
#include "deferreds.h"
#include "instance_data.h"
#include "libuv_threads.h"
#include "lifetimes.h"
#include "pending_exception.h"
#include "std_thread.h"
#include "threads.h"
#include "threadsafe_function.h"

extern "C" {
${nodeApi
  .filter(({ name }) => !BY_HAND.has(name) && !BY_HAND_IF_ATTACHED.has(name))
  .map(wrapper)
  .join('\n')}
}

namespace probe {
static const Wrapper kWrappers[] = {
${entries.map(([name, by, real]) => `  {"${name}", ${pointer(by)}, reinterpret_cast<void* const*>(&${real})},`).join('\n')}
};

static void FindRealFunctions() {
${findReal(attachedFunctions(nodeApi))}
  FindThreads();
  FindStdThreads();
  FindHandleCount();
  MeasurePool();
}

__attribute__((destructor)) static void End() {
  if (trace_records != nullptr) CountLeft();
}

__attribute__((constructor)) static void Start() {
  all_wrappers = kWrappers;
  wrapper_count = sizeof kWrappers / sizeof *kWrappers;
  find_real_functions = FindRealFunctions;
  ReadSettings();
  AttachToNode();
}
}  // namespace probe
`;
}

/** The includes, the index of each wrapped function, and the struct with the real functions. */
function declarations(names: readonly string[]): string {
  return `#include <dlfcn.h>
#include <node_api.h>
#include <uv.h>

${names.map((name, index) => `#define PROBE_INDEX_${name} ${index}u`).join('\n')}

namespace probe {
struct Real {
${names.map((name) => `  decltype(&::${name}) ${name};`).join('\n')}
};
static Real real;
}  // namespace probe
#define PROBE_REAL(name) (probe::real.name)
`;
}

function findReal(names: readonly string[]): string {
  return names
    .map((name) => `  real.${name} = reinterpret_cast<decltype(&::${name})>(dlsym(RTLD_DEFAULT, "${name}"));`)
    .join('\n');
}

function wrapper({ name, returns, noReturn, parameters }: NodeApiFunction): string {
  const declarations = parameters.map(({ declaration }) => declaration).join(', ');
  const args = parameters.map((parameter) => parameter.name).join(', ');
  const hasEnv = /^(?:napi_env|node_api_\w+_env) env$/.test(parameters[0]?.declaration ?? '');
  const rule = GOES_ON.test(name) ? 'GOING_ON' : 'THREAD';
  const called = `PROBE_REAL(${name})(${args})`;
  const real = THROWS.test(name) ? `::probe::NoteThrow(${called})` : called;
  if (hasEnv && returns === 'napi_status') {
    // The slow path is a function of its own: in one with the fast path, that would have to save registers for it.
    return `PROBE_COLD napi_status slow_${name}(${declarations}, void* return_address) {
  PROBE_CHECK_${rule}_AT(env, PROBE_INDEX_${name}, return_address);
  return PROBE_ANSWER_AT(${name}, ${real}, return_address);
}
napi_status NAPI_CDECL ${name}(${declarations}) {
  if (!PROBE_IS_FAST(env)) return slow_${name}(${args}, PROBE_RETURN_ADDRESS());
  return ${HARDLY_FAILS.test(name) ? 'PROBE_ANSWER_IF_LINKED' : 'PROBE_ANSWER'}(${name}, ${real});
}`;
  }
  const check = hasEnv ? `\n  PROBE_CHECK_${rule}(env, PROBE_INDEX_${name});` : '';
  const call = `${returns === 'napi_status' ? `PROBE_ANSWER(${name}, ${real})` : real};`;
  return `${returns} NAPI_CDECL ${name}(${declarations}) {${check}
  ${noReturn ? `${call}\n  __builtin_unreachable();` : `return ${call}`}
}`;
}
