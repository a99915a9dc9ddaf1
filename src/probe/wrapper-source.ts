import type { NodeApiFunction } from './node-api-header.js';

/** Functions with a handwritten wrapper in `native/`, which does more than check the thread. */
const BY_HAND = new Set([
  'napi_create_async_work',
  'napi_delete_async_work',
  'napi_queue_async_work',
  'napi_cancel_async_work',
  'napi_create_threadsafe_function',
  'napi_get_threadsafe_function_context',
  'napi_call_threadsafe_function',
  'napi_acquire_threadsafe_function',
  'napi_release_threadsafe_function',
  'napi_create_promise',
  'napi_resolve_deferred',
  'napi_reject_deferred',
  'napi_ref_threadsafe_function',
  'napi_unref_threadsafe_function',
  'napi_create_reference',
  'napi_delete_reference',
  'napi_wrap',
  'napi_set_instance_data',
  'napi_create_function',
  'napi_define_properties',
  'napi_add_finalizer',
  'napi_open_handle_scope',
  'napi_close_handle_scope',
  'napi_open_escapable_handle_scope',
  'napi_close_escapable_handle_scope',
]);

/** Functions with a handwritten wrapper in `native/attached/`. In the linked probe, they have a generated one. */
const BY_HAND_IF_ATTACHED = new Set([
  'napi_define_class',
  'napi_run_script',
  'napi_call_function',
  'napi_new_instance',
  'napi_make_callback',
  'napi_open_callback_scope',
  'napi_close_callback_scope',
  'napi_reference_ref',
  'napi_reference_unref',
  'napi_get_reference_value',
]);

/** Functions that make an exception pending. */
const THROWS = /^(?:napi|node_api)_throw/;

/** Functions that read an argument, run JavaScript or make a result: a function that has thrown has no use for them. */
const GOES_ON =
  /^napi_(?:get_value_\w+|coerce_to_\w+|call_function|new_instance|create_(?:double|u?int32|int64|bigint_\w+))$/;

/**
 * Functions that fail only if they get null in place of an environment or of a place for the result. Calls of them take
 * a few nanoseconds, of which a look at the status would be a part: the attached probe leaves it out.
 */
const HARDLY_FAILS =
  /^napi_(?:create_(?:double|u?int32|int64|object|array)|get_(?:undefined|null|global|boolean))$/;

const LIBUV = [
  'uv_queue_work',
  'uv_cancel',
  'uv_thread_create',
  'uv_thread_join',
  'uv_async_init',
  'uv_async_send',
  'uv_run',
];

/** Functions of libuv that only the attached probe wraps: callbacks without a scope, and another way to look up names. */
const LIBUV_IF_ATTACHED = ['uv_timer_start', 'uv_dlsym'];

/** Functions that start and end threads, by their names in libpthread and libstdc++: the wrapper and the real one. */
const THREADS: Readonly<Record<string, readonly [wrapper: string, real: string]>> = {
  pthread_create: ['probe_pthread_create', 'create'],
  pthread_join: ['probe_pthread_join', 'join'],
  pthread_detach: ['probe_pthread_detach', 'detach'],
  _ZNSt6thread15_M_start_threadESt10unique_ptrINS_6_StateESt14default_deleteIS1_EEPFvvE: [
    'probe_std_thread_start',
    'std_start',
  ],
  _ZNSt6thread4joinEv: ['probe_std_thread_join', 'std_join'],
  _ZNSt6thread6detachEv: ['probe_std_thread_detach', 'std_detach'],
};

/** The names of all functions that the linked probe wraps. The trace file refers to them by index. */
export function wrappedFunctions(nodeApi: readonly NodeApiFunction[]): string[] {
  return [...nodeApi.map(({ name }) => name), ...LIBUV];
}

/** The same for the attached probe. */
export function attachedFunctions(nodeApi: readonly NodeApiFunction[]): string[] {
  return [...wrappedFunctions(nodeApi), ...LIBUV_IF_ATTACHED];
}

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
#include "instance_data.h"
#include "libuv_threads.h"
#include "lifetimes.h"
#include "pending_exception.h"
#include "rounding.h"
#include "sampler.h"
#include "stdout_buffer.h"
#include "threads.h"
#include "threadsafe_function.h"

namespace probe {
__attribute__((constructor(101))) static void Start() {
${findReal(wrappedFunctions(nodeApi))}
  FindThreads();
  FindModule();
  OpenTrace();
  atexit(RecordBlocksLeft);
  RecordModulePath();
  ListenForSamples();
  PrepareRounding();
  BufferStdout();
}
}  // namespace probe

extern "C" {
${nodeApi
  .filter(({ name }) => !BY_HAND.has(name))
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
      ([name, [wrapperName, real]]) => [name, `::${wrapperName}`, `probe::real_threads.${real}`] as const,
    ),
  ].sort(([a], [b]) => (a < b ? -1 : 1));
  const pointer = (to: string) => `reinterpret_cast<void*>(&${to})`;
  return `#define PROBE_ATTACHED
${declarations(attachedFunctions(nodeApi))}
#include "answer.h"
#include "async_work.h"
#include "attached/attach.h"
#include "attached/callbacks.h"
#include "deferreds.h"
#include "instance_data.h"
#include "libuv_threads.h"
#include "lifetimes.h"
#include "pending_exception.h"
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
