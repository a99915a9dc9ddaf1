/** What each kind of record says, in terms of Node-API and libuv, and the header in native/ that writes it. */

/** A thread's call stack within an add-on. */
export interface StackTrace {
  /** The add-on's file; `undefined` when its path did not fit into the trace file. */
  readonly file: string | undefined;
  /** Return addresses in the add-on, innermost first, in bytes from its start. */
  readonly frames: readonly number[];
}

interface WorkField {
  /** The async work item or libuv request: unique in the process. */
  readonly work: string;
}

interface ReferenceField {
  /** The `napi_ref`: unique in the process until it is deleted. */
  readonly reference: string;
}

interface ScopeField {
  /** The handle scope, escapable or not: unique in the process until it is closed. */
  readonly scope: string;
}

interface DeferredField {
  /** The deferred of one promise: unique in the process. */
  readonly deferred: string;
}

interface WrapField {
  /** The wrap of a JavaScript object: unique in the process. */
  readonly wrap: string;
}

interface InstanceDataField {
  /** The instance data of an environment: unique in the process. */
  readonly instanceData: string;
}

interface FunctionDataField {
  /** The data pointer of a function: unique in the process. */
  readonly functionData: string;
}

interface FunctionField {
  /** The threadsafe function: unique in the process. */
  readonly threadsafeFunction: string;
}

interface PayloadField {
  /** The data of one call of a threadsafe function: unique in the process. */
  readonly payload: string;
}

interface ThreadField {
  /** A thread that the add-on started: unique in the process. The field `thread` is the system's ID of who recorded. */
  readonly ownThread: string;
}

interface StackField {
  readonly stack: StackTrace;
}

/** The fields of each kind of record, and the header in native/ that writes it. */
export interface RecordFields {
  /** The first call with this `napi_env`, which belongs to the current thread. From thread_rule.h. */
  readonly environment: { readonly env: number };

  /** `napi_create_async_work` succeeded, or `uv_queue_work` was called. From async_work.h and libuv_threads.h. */
  readonly 'work-created': WorkField &
    StackField & {
      /** What of it is a local variable of a function that called this: its data, or the `uv_work_t` itself. */
      readonly onStack: 'data' | 'request' | undefined;
    };
  /** `napi_queue_async_work` or `uv_queue_work` was called; the stack consists only of the call. */
  readonly 'work-queued': WorkField & StackField;
  /** `napi_cancel_async_work` or `uv_cancel` succeeded: Execute will not run. */
  readonly 'work-cancelled': WorkField;
  /** `napi_delete_async_work` was called, or libuv is about to call the after-work callback of a request. */
  readonly 'work-deleted': WorkField;
  /** The execute callback begins, on a thread-pool thread. */
  readonly 'execute-begin': WorkField;
  readonly 'execute-end': WorkField;
  /** The complete callback (after-work callback in libuv) begins, on the JS thread. */
  readonly 'complete-begin': WorkField;
  readonly 'complete-end': WorkField;

  /**
   * The after-work callback of a `uv_queue_work` request begins, and the request lies in the heap or on a stack. From
   * finished_requests.h, like the next one.
   */
  readonly 'request-finished': WorkField & StackField;
  /** The memory of a finished request was freed, or the request was queued again. */
  readonly 'request-freed': WorkField;

  /** `napi_create_promise` succeeded. From deferreds.h, like the next one. */
  readonly 'deferred-created': DeferredField & StackField;
  /** A deferred was resolved or rejected. It is recorded again if the add-on tries to settle it once more. */
  readonly 'deferred-settled': DeferredField & StackField & { readonly rejects: boolean };

  /** `napi_create_reference`, `napi_wrap` or `napi_add_finalizer` returned a reference. From lifetimes.h. */
  readonly 'reference-created': ReferenceField & StackField;
  /** `napi_delete_reference` succeeded. */
  readonly 'reference-deleted': ReferenceField;
  /** A handle scope was opened; the stack consists only of the call. From lifetimes.h. */
  readonly 'scope-opened': ScopeField & StackField;
  readonly 'scope-closed': ScopeField;

  /** `napi_create_threadsafe_function` succeeded. From threadsafe_function.h, like the next six. */
  readonly 'function-created': FunctionField & StackField & { readonly initialThreadCount: number };
  readonly 'function-acquired': FunctionField;
  /** `napi_release_threadsafe_function` was called; after `napi_tsfn_abort`, no other thread may use it. */
  readonly 'function-released': FunctionField & { readonly aborts: boolean };
  /** `napi_call_threadsafe_function` is called: with `napi_tsfn_blocking`, it waits if the queue is full. */
  readonly 'function-called': FunctionField & { readonly blocking: boolean };
  /** Its `call_js` callback begins, on the JS thread. */
  readonly 'function-js-begin': FunctionField;
  readonly 'function-js-end': FunctionField;
  readonly 'function-finalized': FunctionField;

  /** `napi_call_threadsafe_function` returned. */
  readonly 'function-answered': FunctionField & { readonly status: string };
  /** From now on, it keeps the event loop alive. */
  readonly 'function-ref': FunctionField;
  /** From now on, it does not keep the event loop alive. */
  readonly 'function-unref': FunctionField & StackField;

  /**
   * A thread is about to be created, by `std::thread`, `pthread_create` or `uv_thread_create`. From threads.h and
   * std_thread.h, like the next five.
   */
  readonly 'thread-created': ThreadField & StackField;
  /** It begins, and records this itself. */
  readonly 'thread-started': ThreadField;
  /** It has returned from the add-on's function. */
  readonly 'thread-ended': ThreadField;
  /** Another thread has waited for its end. */
  readonly 'thread-joined': ThreadField;
  readonly 'thread-detached': ThreadField & StackField;
  /** The add-on's own code called `std::terminate`, as the destructor of a joinable `std::thread` does. */
  readonly terminated: StackField;

  /**
   * `uv_async_init` was called with this `uv_async_t`; the stack consists only of the call. From libuv_threads.h, like
   * the next two.
   */
  readonly 'async-opened': StackField & { readonly async: number };
  /** `uv_async_send` was called. */
  readonly 'async-sent': { readonly async: number };
  /** `uv_run` was called; the stack consists only of the call. */
  readonly 'loop-run': StackField & { readonly loop: number };

  /** A call on a thread other than its environment's. The probe then ends the process. From thread_rule.h. */
  readonly violation: StackField & {
    readonly functionName: string;
    readonly env: number;
    readonly ownerThread: number;
  };
  /** A call after the environment's teardown, from the destructor of a static object. From thread_rule.h. */
  readonly 'late-call': StackField & { readonly functionName: string; readonly env: number };
  /**
   * A heap block was written past its end, which showed when it was freed; the stack consists only of the allocation.
   * From guarded_memory.h.
   */
  readonly overrun: StackField & {
    /** The block's size, in bytes. */
    readonly size: number;
    /** How far beyond the end the last changed byte is. */
    readonly bytesPast: number;
  };
  /**
   * A heap block was still allocated when the process ended, after the destructors of static objects; the stack consists
   * only of the allocation. From guarded_memory.h.
   */
  readonly 'block-left': StackField & {
    /** The block's size, in bytes. */
    readonly size: number;
    /** How long before the record it was allocated, ms. */
    readonly age: number;
  };
  /** `napi_wrap` succeeded; the stack consists only of the call. From lifetimes.h, like the next one. */
  readonly wrapped: WrapField & StackField;
  /** The finalizer of a wrap begins: its object was collected, or the environment ends. */
  readonly 'wrap-finalized': WrapField;
  /** A Node-API function returned a status other than `napi_ok`. From answer.h. */
  readonly 'call-failed': StackField & {
    readonly functionName: string;
    /** The name, such as `napi_invalid_arg`, or the number if a newer Node.js added it. */
    readonly status: string;
  };
  /** A function was called while an exception was pending that the add-on had thrown. From pending_exception.h. */
  readonly 'went-on': StackField & { readonly functionName: string };
  /** The teardown of an environment begins, on its own thread. From thread_rule.h. */
  readonly 'environment-ended': { readonly env: number };
  /** `napi_set_instance_data` succeeded. From instance_data.h, like the next two. */
  readonly 'instance-data-set': InstanceDataField & StackField & { readonly env: number };
  /** The finalizer of instance data begins. */
  readonly 'instance-data-finalized': InstanceDataField;
  /** The memory of instance data was freed by the add-on. */
  readonly 'instance-data-freed': InstanceDataField;
  /** A function was created with a data pointer, which does not point into a module. From function_data.h. */
  readonly 'function-data-kept': FunctionDataField & StackField;
  /** The memory at that address was freed by the add-on. */
  readonly 'function-data-freed': FunctionDataField;
  /** How many calls the queue of a threadsafe function can hold; 0 if it has no limit. From threadsafe_function.h. */
  readonly 'function-queue': FunctionField & { readonly limit: number };
  /**
   * The most calls that have waited in the queue at the same time so far. From threadsafe_function.h. Recorded when it
   * doubles, when it reaches the limit, and before the finalizer; never if the add-on has no `call_js` callback.
   */
  readonly 'function-depth': FunctionField & { readonly deepest: number };
  /** A thread uses a threadsafe function although a call of its own had returned `napi_closing`. From threadsafe_function.h. */
  readonly 'function-after-closing': FunctionField & StackField;
  /** One of the first calls of a threadsafe function is made with this data, which is on the heap. From payloads.h. */
  readonly 'payload-passed': PayloadField & FunctionField & StackField;
  /** The memory of that data was freed by the add-on. */
  readonly 'payload-freed': PayloadField;
  /** The process has ended by itself, or by `exit()`. From trace_file.h. */
  readonly 'process-ended': object;
  /** A resource is used with an environment that has not created it. From attached/owner_rule.h, like the next one. */
  readonly 'other-environment': StackField & { readonly functionName: string; readonly ownerEnv: number };
  /** A deferred that was settled before is about to be settled again. */
  readonly 'settled-twice': DeferredField & StackField & { readonly functionName: string };
  /** JavaScript is called from a callback of libuv, without a callback scope. From attached/callback_scope.h. */
  readonly 'no-callback-scope': StackField & { readonly functionName: string };
  /** A million handles or more are alive. From attached/handle_count.h. */
  readonly 'many-handles': StackField & { readonly functionName: string; readonly handles: number };
  /**
   * A callback that JavaScript or the event loop has called has returned, and took 1 ms or more; the stack consists only
   * of the callback's address. From attached/held_thread.h, like the next one.
   */
  readonly callback: StackField & {
    /** From its begin to its end, ms. */
    readonly durationMs: number;
  };
  /** The same, if it held its thread for longer than allowed, without the JavaScript that it called. */
  readonly held: StackField & { readonly ownMs: number };
  /** All threads of the pool were held for longer than allowed. From attached/held_pool.h. */
  readonly 'pool-held': StackField & { readonly heldMs: number };
  /** The stack of a JS thread when the harness sent SIGURG. From sampler.h. */
  readonly sample: StackField & { readonly env: number };
}
