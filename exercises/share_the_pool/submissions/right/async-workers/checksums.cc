// One Napi::AsyncWorker for each buffer. The line is instance data.
#include <napi.h>

#include <deque>
#include <memory>
#include <vector>

struct Call {
  Napi::FunctionReference callback;
  std::vector<uint32_t> sums;
  size_t remaining = 0;
};

class SumWorker;

struct Line {
  std::deque<SumWorker*> waiting;
  int in_pool = 0;
  void Start();
};

class SumWorker : public Napi::AsyncWorker {
 public:
  SumWorker(Napi::Env env, Line* line, std::shared_ptr<Call> call, size_t index, Napi::Value buffer)
      : Napi::AsyncWorker(env, "checksums"), line_(line), call_(std::move(call)), index_(index) {
    if (!buffer.IsBuffer()) return;
    auto bytes = buffer.As<Napi::Buffer<uint8_t>>();
    kept_ = Napi::Persistent(bytes.As<Napi::Object>());
    data_ = bytes.Data();
    length_ = bytes.Length();
  }

  void Execute() override {
    uint32_t a = 1, b = 0;
    for (size_t i = 0; i < length_; i++) {
      a = (a + data_[i]) % 65521;
      b = (b + a) % 65521;
    }
    sum_ = b * 65536 + a;
  }

  void OnOK() override {
    line_->in_pool--;
    line_->Start();
    if (index_ < call_->sums.size()) call_->sums[index_] = sum_;
    if (--call_->remaining > 0) return;
    Napi::Env env = Env();
    Napi::Array results = Napi::Array::New(env, call_->sums.size());
    for (uint32_t i = 0; i < call_->sums.size(); i++) results.Set(i, Napi::Number::New(env, call_->sums[i]));
    call_->callback.Call({env.Null(), results});
  }

 private:
  Line* line_;
  std::shared_ptr<Call> call_;
  size_t index_;
  Napi::ObjectReference kept_;
  const uint8_t* data_ = nullptr;
  size_t length_ = 0;
  uint32_t sum_ = 0;
};

void Line::Start() {
  while (in_pool < 2 && !waiting.empty()) {
    in_pool++;
    waiting.front()->Queue();
    waiting.pop_front();
  }
}

static void Checksums(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  bool ok = info[0].IsArray() && info[1].IsFunction();
  uint32_t count = ok ? info[0].As<Napi::Array>().Length() : 0;
  for (uint32_t i = 0; ok && i < count; i++) ok = info[0].As<Napi::Array>().Get(i).IsBuffer();
  if (!ok) {
    Napi::TypeError::New(env, "checksums(buffers, callback): an array of Buffers and a function, please")
        .ThrowAsJavaScriptException();
    return;
  }
  Line* line = env.GetInstanceData<Line>();
  auto call = std::make_shared<Call>();
  call->callback = Napi::Persistent(info[1].As<Napi::Function>());
  call->sums.resize(count);
  call->remaining = count == 0 ? 1 : count;
  for (uint32_t i = 0; i < call->remaining; i++) {
    Napi::Value buffer = count == 0 ? env.Undefined() : info[0].As<Napi::Array>().Get(i);
    line->waiting.push_back(new SumWorker(env, line, call, i, buffer));
  }
  line->Start();
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  env.SetInstanceData(new Line());
  exports.Set("checksums", Napi::Function::New(env, Checksums));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
