#include <node_api.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <uv.h>

// How many jobs may be in the pool at once, queued or running.
#define SHARE 2

// Throws an error with the message of the last failed Node-API call. If that
// call failed because JavaScript threw, the exception is already pending.
static napi_value throw_last_error(napi_env env) {
  const napi_extended_error_info* info;
  const char* message = NULL;
  bool pending = false;
  // Call this first: every other call overwrites the information.
  if (napi_get_last_error_info(env, &info) == napi_ok) {
    message = info->error_message;
  }
  if (napi_is_exception_pending(env, &pending) == napi_ok && !pending) {
    napi_throw_error(env, NULL, message ? message : "a Node-API call failed");
  }
  return NULL;
}

// Makes a call. If it fails, throws and returns from the function.
#define TRY(call)                                        \
  do {                                                   \
    if ((call) != napi_ok) return throw_last_error(env); \
  } while (0)

// The Adler-32 checksum of some bytes.
static uint32_t adler32(const uint8_t* bytes, size_t length) {
  uint32_t a = 1;
  uint32_t b = 0;
  for (size_t i = 0; i < length; i++) {
    a = (a + bytes[i]) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}

typedef struct Call Call;

// The checksum of one buffer.
typedef struct Job {
  uv_work_t request;
  Call* call;
  napi_ref buffer;  // keeps the bytes alive
  const uint8_t* bytes;
  size_t length;
  uint32_t checksum;
  bool done;
  struct Job* next;  // in the line
} Job;

// The jobs that wait for their turn. Each instance of the add-on has one line.
typedef struct {
  Job* first;
  Job* last;
  int in_pool;  // jobs that libuv has: queued or running
} Line;

// One call of checksums, with all of its jobs.
struct Call {
  napi_env env;
  uv_loop_t* loop;
  Line* line;
  napi_ref callback;
  napi_async_context context;
  uint32_t count;      // buffers
  uint32_t remaining;  // jobs that have not finished
  Job jobs[];
};

// Releases everything that a call has created so far.
static void give_back(napi_env env, Call* call) {
  for (uint32_t i = 0; i < call->count; i++) {
    if (call->jobs[i].buffer) napi_delete_reference(env, call->jobs[i].buffer);
  }
  if (call->callback) napi_delete_reference(env, call->callback);
  if (call->context) napi_async_destroy(env, call->context);
  free(call);
}

// On a pool thread. It gets no env, and needs none.
static void work(uv_work_t* request) {
  Job* job = request->data;
  Call* call = job->call;
  uint32_t index = (uint32_t)(job - call->jobs);
  job->checksum = adler32(job->bytes, job->length);
  // The even one waits for the odd one after it.
  if (index % 2 == 0 && index + 1 < call->count) {
    while (!__atomic_load_n(&job[1].done, __ATOMIC_ACQUIRE)) uv_sleep(1);
  }
  __atomic_store_n(&job->done, true, __ATOMIC_RELEASE);
}

static void after_work(uv_work_t* request, int status);

// Hands jobs over to the pool, but never more than the share.
static void start_jobs(Line* line) {
  while (line->in_pool < SHARE && line->first) {
    Job* job = line->first;
    line->first = job->next;
    line->in_pool++;
    uv_queue_work(job->call->loop, &job->request, work, after_work);
  }
}

static void put_in_line(Line* line, Job* job) {
  if (line->first) {
    line->last->next = job;
  } else {
    line->first = job;
  }
  line->last = job;
}

static napi_status results_of(napi_env env, Call* call, napi_value* results) {
  napi_status status = napi_create_array_with_length(env, call->count, results);
  for (uint32_t i = 0; status == napi_ok && i < call->count; i++) {
    napi_value checksum;
    status = napi_create_uint32(env, call->jobs[i].checksum, &checksum);
    if (status == napi_ok) status = napi_set_element(env, *results, i, checksum);
  }
  return status;
}

// Calls callback(null, results) as Node.js calls its own callbacks.
static void call_back(napi_env env, Call* call) {
  napi_value callback, global, error;
  napi_value argv[2];
  if (napi_get_reference_value(env, call->callback, &callback) != napi_ok ||
      napi_get_global(env, &global) != napi_ok ||
      napi_get_null(env, &argv[0]) != napi_ok ||
      results_of(env, call, &argv[1]) != napi_ok ||
      napi_make_callback(env, call->context, global, callback, 2, argv,
                         NULL) != napi_ok) {
    throw_last_error(env);
    // libuv does not look for a pending exception, so report it here.
    napi_get_and_clear_last_exception(env, &error);
    napi_fatal_exception(env, error);
  }
}

// On the JS thread again.
static void after_work(uv_work_t* request, int status) {
  Job* job = request->data;
  Call* call = job->call;
  call->line->in_pool--;
  start_jobs(call->line);
  if (--call->remaining > 0) return;

  napi_env env = call->env;
  napi_handle_scope scope;
  if (napi_open_handle_scope(env, &scope) != napi_ok) return;
  call_back(env, call);
  give_back(env, call);
  napi_close_handle_scope(env, scope);
}

// Fills in the job for one buffer. Returns napi_invalid_arg if it is none.
static napi_status prepare(napi_env env, napi_value buffer, Job* job) {
  bool is_buffer;
  void* bytes;
  napi_status status = napi_is_buffer(env, buffer, &is_buffer);
  if (status != napi_ok) return status;
  if (!is_buffer) return napi_invalid_arg;
  status = napi_get_buffer_info(env, buffer, &bytes, &job->length);
  if (status != napi_ok) return status;
  job->bytes = bytes;
  return napi_create_reference(env, buffer, 1, &job->buffer);
}

// checksums(buffers, callback): calls callback(null, results) with the Adler-32
// checksum of each buffer.
static napi_value checksums(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2];
  TRY(napi_get_cb_info(env, info, &argc, argv, NULL, NULL));

  bool is_array;
  TRY(napi_is_array(env, argv[0], &is_array));
  napi_valuetype type;
  TRY(napi_typeof(env, argv[1], &type));
  if (!is_array || type != napi_function) {
    napi_throw_type_error(env, NULL,
                          "checksums(buffers, callback): buffers must be an "
                          "array, and callback a function");
    return NULL;
  }
  uint32_t count;
  TRY(napi_get_array_length(env, argv[0], &count));
  Line* line;
  TRY(napi_get_instance_data(env, (void**)&line));
  uv_loop_t* loop;
  TRY(napi_get_uv_event_loop(env, &loop));
  napi_value name;
  TRY(napi_create_string_utf8(env, "checksums", NAPI_AUTO_LENGTH, &name));

  // Without buffers, one job without bytes makes the callback come later.
  uint32_t jobs = count > 0 ? count : 1;
  Call* call = calloc(1, sizeof *call + jobs * sizeof(Job));
  if (!call) {
    napi_throw_error(env, NULL, "checksums(buffers, callback): no memory left");
    return NULL;
  }
  call->env = env;
  call->loop = loop;
  call->line = line;
  call->count = count;
  call->remaining = jobs;

  for (uint32_t i = 0; i < count; i++) {
    napi_value buffer;
    napi_status status = napi_get_element(env, argv[0], i, &buffer);
    if (status == napi_ok) status = prepare(env, buffer, &call->jobs[i]);
    if (status != napi_ok) {
      if (status == napi_invalid_arg) {
        napi_throw_type_error(env, NULL,
                              "checksums(buffers, callback): buffers must "
                              "contain only Buffers");
      }
      throw_last_error(env);
      give_back(env, call);
      return NULL;
    }
  }
  if (napi_create_reference(env, argv[1], 1, &call->callback) != napi_ok ||
      napi_async_init(env, NULL, name, &call->context) != napi_ok) {
    throw_last_error(env);
    give_back(env, call);
    return NULL;
  }

  // From here on, nothing can fail.
  for (uint32_t i = 0; i < jobs; i++) {
    Job* job = &call->jobs[i];
    job->call = call;
    job->request.data = job;
    put_in_line(line, job);
  }
  start_jobs(line);
  return NULL;
}

static void free_line(napi_env env, void* data, void* hint) { free(data); }

// Runs once, when the add-on is loaded: like `exports.checksums = checksums`.
NAPI_MODULE_INIT(/* napi_env env, napi_value exports */) {
  Line* line = calloc(1, sizeof *line);
  if (!line) return NULL;
  if (napi_set_instance_data(env, line, free_line, NULL) != napi_ok) {
    free(line);
    return throw_last_error(env);
  }
  napi_value function;
  TRY(napi_create_function(env, "checksums", NAPI_AUTO_LENGTH, checksums, NULL,
                           &function));
  TRY(napi_set_named_property(env, exports, "checksums", function));
  return exports;
}
