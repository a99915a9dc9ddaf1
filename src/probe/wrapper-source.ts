import type { NodeApiFunction } from './node-api-header.js';

/** Those with a wrapper of their own in `native/`: it does more than check the thread. */
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
  'napi_create_reference',
  'napi_delete_reference',
  'napi_wrap',
  'napi_add_finalizer',
  'napi_open_handle_scope',
  'napi_close_handle_scope',
  'napi_open_escapable_handle_scope',
  'napi_close_escapable_handle_scope',
]);

const LIBUV = ['uv_queue_work', 'uv_cancel', 'uv_thread_create', 'uv_async_init', 'uv_async_send', 'uv_run'];

/** All functions that the probe stands in front of; their places in this list are the numbers in the trace file. */
export function wrappedFunctions(nodeApi: readonly NodeApiFunction[]): string[] {
  return [...nodeApi.map(({ name }) => name), ...LIBUV];
}

/**
 * The C++ source of the probe for a Node.js with these functions: a hidden definition of each one, that checks the
 * thread and hands on to the real one. Compile it with `-DNAPI_EXTERN=` and `-fvisibility=hidden`: with the header's
 * own attribute, the definitions would be visible and the executable's would win.
 */
export function wrapperSource(nodeApi: readonly NodeApiFunction[]): string {
  const names = wrappedFunctions(nodeApi);
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

#include "answer.h"
#include "async_work.h"
#include "libuv_threads.h"
#include "lifetimes.h"
#include "sampler.h"
#include "stdout_buffer.h"
#include "threadsafe_function.h"

namespace probe {
__attribute__((constructor(101))) static void Start() {
${names.map((name) => `  real.${name} = reinterpret_cast<decltype(&::${name})>(dlsym(RTLD_DEFAULT, "${name}"));`).join('\n')}
  FindModule();
  OpenTrace();
  RecordModulePath();
  ListenForSamples();
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

function wrapper({ name, returns, noReturn, parameters }: NodeApiFunction): string {
  const declared = parameters.map(({ declaration }) => declaration).join(', ');
  const given = parameters.map((parameter) => parameter.name).join(', ');
  const hasEnv = /^(?:napi_env|node_api_\w+_env) env$/.test(parameters[0]?.declaration ?? '');
  const check = hasEnv ? `\n  PROBE_CHECK_THREAD(env, PROBE_INDEX_${name});` : '';
  const real = `PROBE_REAL(${name})(${given})`;
  const call = `${returns === 'napi_status' ? `PROBE_ANSWER(${name}, ${real})` : real};`;
  return `${returns} NAPI_CDECL ${name}(${declared}) {${check}
  ${noReturn ? `${call}\n  __builtin_unreachable();` : `return ${call}`}
}`;
}
