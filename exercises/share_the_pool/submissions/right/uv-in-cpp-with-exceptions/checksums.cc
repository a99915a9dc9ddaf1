// uv_queue_work in C++, with a callback scope and C++ exceptions.
#include <napi.h>
#include <uv.h>

#include <list>
#include <memory>
#include <queue>
#include <string>
#include <vector>

namespace {

constexpr size_t kShare = 2;

uint32_t Adler32(const uint8_t* bytes, size_t length) {
  uint32_t a = 1, b = 0;
  while (length > 0) {  // the remainder is only needed every 5552 bytes
    size_t n = length < 5552 ? length : 5552;
    for (size_t i = 0; i < n; i++) {
      a += bytes[i];
      b += a;
    }
    a %= 65521;
    b %= 65521;
    bytes += n;
    length -= n;
  }
  return (b << 16) | a;
}

struct Call {
  Napi::FunctionReference callback;
  std::vector<Napi::ObjectReference> buffers;
  std::vector<uint32_t> results;
  size_t remaining;
  Napi::AsyncContext context;

  Call(Napi::Env env) : context(env, "checksums") {}

  void Finish() {
    Napi::Env env = callback.Env();
    Napi::HandleScope handles(env);
    Napi::CallbackScope scope(env, context);
    try {
      Napi::Array array = Napi::Array::New(env, results.size());
      for (size_t i = 0; i < results.size(); i++) array[static_cast<uint32_t>(i)] = results[i];
      callback.Call({env.Null(), array});
    } catch (const Napi::Error& error) {
      napi_fatal_exception(env, error.Value());
    }
  }
};

struct Job {
  std::shared_ptr<Call> call;
  size_t index;
  const uint8_t* bytes;
  size_t length;
};

class Pool {
 public:
  explicit Pool(uv_loop_t* loop) : loop_(loop) {}

  void Add(Job job) {
    waiting_.push(std::move(job));
    Go();
  }

 private:
  struct Ticket {
    uv_work_t request;
    Pool* pool;
    Job job;
    uint32_t result;
  };

  void Go() {
    for (; busy_ < kShare && !waiting_.empty(); waiting_.pop()) {
      auto* ticket = new Ticket{{}, this, std::move(waiting_.front()), 1};
      ticket->request.data = ticket;
      busy_++;
      uv_queue_work(loop_, &ticket->request, Work, After);
    }
  }

  static void Work(uv_work_t* request) {
    auto* ticket = static_cast<Ticket*>(request->data);
    ticket->result = Adler32(ticket->job.bytes, ticket->job.length);
  }

  static void After(uv_work_t* request, int) {
    std::unique_ptr<Ticket> ticket(static_cast<Ticket*>(request->data));
    Call& call = *ticket->job.call;
    ticket->pool->busy_--;
    ticket->pool->Go();
    if (!call.results.empty()) call.results[ticket->job.index] = ticket->result;
    if (--call.remaining == 0) call.Finish();
  }

  uv_loop_t* loop_;
  std::queue<Job> waiting_;
  size_t busy_ = 0;
};

void Checksums(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsArray()) throw Napi::TypeError::New(env, "buffers: not an array");
  if (!info[1].IsFunction()) throw Napi::TypeError::New(env, "callback: not a function");
  auto array = info[0].As<Napi::Array>();
  auto call = std::make_shared<Call>(env);
  call->callback = Napi::Persistent(info[1].As<Napi::Function>());
  std::vector<Job> jobs;
  for (uint32_t i = 0; i < array.Length(); i++) {
    Napi::Value element = array[i];
    if (!element.IsBuffer()) throw Napi::TypeError::New(env, "buffers[" + std::to_string(i) + "]: not a Buffer");
    auto buffer = element.As<Napi::Buffer<uint8_t>>();
    call->buffers.push_back(Napi::Persistent(element.As<Napi::Object>()));
    jobs.push_back({call, i, buffer.Data(), buffer.Length()});
  }
  call->results.resize(jobs.size());
  if (jobs.empty()) jobs.push_back({call, 0, nullptr, 0});
  call->remaining = jobs.size();
  for (Job& job : jobs) env.GetInstanceData<Pool>()->Add(std::move(job));
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  uv_loop_t* loop;
  napi_get_uv_event_loop(env, &loop);
  env.SetInstanceData(new Pool(loop));
  exports["checksums"] = Napi::Function::New(env, Checksums);
  return exports;
}

}  // namespace

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
