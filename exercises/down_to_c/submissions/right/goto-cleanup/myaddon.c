/* One way out of each function: whatever was taken is given back there. */

#include <node_api.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct request {
  double milliseconds;
  napi_ref callback;
  napi_async_work work;
};

static void request_free(napi_env env, struct request *req)
{
	if (req == NULL)
		return;
	if (req->work != NULL)
		(void)napi_delete_async_work(env, req->work);
	if (req->callback != NULL)
		(void)napi_delete_reference(env, req->callback);
	free(req);
}

static void request_execute(napi_env env, void *data)
{
	const struct request *req = data;
	struct timespec ts;

	(void)env;
	ts.tv_sec = (time_t)(req->milliseconds / 1e3);
	ts.tv_nsec = (long)((req->milliseconds - ts.tv_sec * 1e3) * 1e6);
	while (nanosleep(&ts, &ts) != 0)
		continue;
}

static void request_complete(napi_env env, napi_status status, void *data)
{
	struct request *req = data;
	napi_value callback, global;

	if (status != napi_ok)
		goto out;
	status = napi_get_reference_value(env, req->callback, &callback);
	if (status != napi_ok)
		goto out;
	status = napi_get_global(env, &global);
	if (status != napi_ok)
		goto out;
	/* An exception of the callback stays pending, and Node.js reports it. */
	(void)napi_call_function(env, global, callback, 0, NULL, NULL);
out:
	request_free(env, req);
}

static napi_value delay(napi_env env, napi_callback_info info)
{
	size_t argc = 2;
	napi_value argv[2], name;
	napi_valuetype types[2];
	struct request *req = NULL;
	const char *error = "delay: Node-API failed";

	if (napi_get_cb_info(env, info, &argc, argv, NULL, NULL) != napi_ok ||
	    napi_typeof(env, argv[0], &types[0]) != napi_ok ||
	    napi_typeof(env, argv[1], &types[1]) != napi_ok)
		goto fail;
	if (types[0] != napi_number || types[1] != napi_function) {
		napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", "delay(number, function)");
		return NULL;
	}

	req = calloc(1, sizeof(*req));
	if (req == NULL) {
		error = "delay: out of memory";
		goto fail;
	}
	if (napi_get_value_double(env, argv[0], &req->milliseconds) != napi_ok)
		goto fail;
	if (!(req->milliseconds > 0 && req->milliseconds < 1e12))
		req->milliseconds = 0;
	if (napi_create_reference(env, argv[1], 1, &req->callback) != napi_ok)
		goto fail;
	if (napi_create_string_utf8(env, "delay", strlen("delay"), &name) != napi_ok)
		goto fail;
	if (napi_create_async_work(env, NULL, name, request_execute, request_complete,
				   req, &req->work) != napi_ok)
		goto fail;
	if (napi_queue_async_work(env, req->work) != napi_ok)
		goto fail;
	return NULL;

fail:
	request_free(env, req);
	napi_throw_error(env, NULL, error);
	return NULL;
}

static napi_value init(napi_env env, napi_value exports)
{
	napi_property_descriptor properties[] = {
		{ "delay", NULL, delay, NULL, NULL, NULL, napi_enumerable, NULL },
	};

	if (napi_define_properties(env, exports, 1, properties) != napi_ok)
		napi_throw_error(env, NULL, "delay cannot be defined");
	return exports;
}

NAPI_MODULE(NODE_GYP_MODULE_NAME, init)
