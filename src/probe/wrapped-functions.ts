/** Which functions the probe wraps, and what their wrappers do. */
import type { NodeApiFunction } from './node-api-header.js';

/** Functions with a handwritten wrapper in `native/`, which does more than check the thread. */
export const BY_HAND = new Set([
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
]);

/** Functions with a handwritten wrapper only in the linked probe. In the attached one, they have a generated one. */
export const BY_HAND_IF_LINKED = new Set([
  'napi_open_handle_scope',
  'napi_close_handle_scope',
  'napi_open_escapable_handle_scope',
  'napi_close_escapable_handle_scope',
]);

/** Functions with a handwritten wrapper in `native/attached/`. In the linked probe, they have a generated one. */
export const BY_HAND_IF_ATTACHED = new Set([
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
export const THROWS = /^(?:napi|node_api)_throw/;

/** Functions that read an argument, run JavaScript or make a result: a function that has thrown has no use for them. */
export const GOES_ON =
  /^napi_(?:get_value_\w+|coerce_to_\w+|call_function|new_instance|create_(?:double|u?int32|int64|bigint_\w+))$/;

/**
 * Functions that fail only if they get null in place of an environment or of a place for the result. Calls of them take
 * a few nanoseconds, of which a look at the status would be a part: the attached probe leaves it out.
 */
export const HARDLY_FAILS =
  /^napi_(?:create_(?:double|u?int32|int64|object|array)|get_(?:undefined|null|global|boolean))$/;

export const LIBUV = [
  'uv_queue_work',
  'uv_cancel',
  'uv_thread_create',
  'uv_thread_join',
  'uv_async_init',
  'uv_async_send',
  'uv_run',
];

/** Functions of libuv that only the attached probe wraps: callbacks without a scope, and another way to look up names. */
export const LIBUV_IF_ATTACHED = ['uv_timer_start', 'uv_dlsym'];

/** Functions that start and end threads, by their names in libpthread and libstdc++: the wrapper, and where the real one is. */
export const THREADS: Readonly<Record<string, readonly [wrapper: string, real: string]>> = {
  pthread_create: ['probe_pthread_create', 'real_threads.create'],
  pthread_join: ['probe_pthread_join', 'real_threads.join'],
  pthread_detach: ['probe_pthread_detach', 'real_threads.detach'],
  _ZNSt6thread15_M_start_threadESt10unique_ptrINS_6_StateESt14default_deleteIS1_EEPFvvE: [
    'probe_std_thread_start',
    'real_std_threads.start',
  ],
  _ZNSt6thread4joinEv: ['probe_std_thread_join', 'real_std_threads.join'],
  _ZNSt6thread6detachEv: ['probe_std_thread_detach', 'real_std_threads.detach'],
};

/** The names of all functions that the linked probe wraps. The trace file refers to them by index. */
export function wrappedFunctions(nodeApi: readonly NodeApiFunction[]): string[] {
  return [...nodeApi.map(({ name }) => name), ...LIBUV];
}

/** The same for the attached probe. */
export function attachedFunctions(nodeApi: readonly NodeApiFunction[]): string[] {
  return [...wrappedFunctions(nodeApi), ...LIBUV_IF_ATTACHED];
}
