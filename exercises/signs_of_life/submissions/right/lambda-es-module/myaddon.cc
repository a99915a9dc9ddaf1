#include <napi.h>

#include <cstdio>
#include <string_view>

using namespace std::literals;

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, [](const Napi::CallbackInfo&) {
                constexpr auto line = "Signs of life from C++\n"sv;
                std::fwrite(line.data(), sizeof(char), line.size(), stdout);
                std::fflush(nullptr);
              }));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
