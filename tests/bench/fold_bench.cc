// Bytes of UTF-8 per second through decoding, fold and exact form. LEITONG_BENCH_TEXT names a file
// to measure beside the built-in lines.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "leitong/fold.h"
#include "text/utf8.h"

namespace {

using leitong::FoldedText;
using leitong::Folder;

constexpr std::string_view kChinese =
    "雷同，是說兩篇文章寫得一樣。我们在很大的文字里找出重复的地方，只留下一份，其余的原样写回；"
    "程序叫 leitong 1.0，用 C++ 写成。\n";
constexpr std::string_view kEnglish =
    "The program finds repeated text, keeps one copy, and writes the rest back byte for byte.\n";
constexpr std::string_view kThai = "โปรแกรมนี้ค้นหาข้อความที่ซ้ำกันแล้วเก็บไว้เพียงฉบับเดียว\n";

std::string repeated(std::string_view line) {
  std::string text;
  while (text.size() < 1'000'000) text += line;
  return text;
}

void set_rate(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

void decode(benchmark::State& state, const std::string& text) {
  std::vector<char16_t> out(text.size() + 2);
  for (auto _ : state) benchmark::DoNotOptimize(leitong::decode_utf8(text, out));
  set_rate(state, text);
}

void fold(benchmark::State& state, const std::string& text) {
  const Folder folder;
  FoldedText out;
  for (auto _ : state) folder.fold(text, out);
  set_rate(state, text);
}

void fold_with_origin(benchmark::State& state, const std::string& text) {
  const Folder folder;
  FoldedText out;
  for (auto _ : state) folder.fold_with_origin(text, out);
  set_rate(state, text);
}

void exact_form_of_folded(benchmark::State& state, const std::string& text) {
  FoldedText folded;
  Folder().fold(text, folded);
  std::u16string out;
  for (auto _ : state) leitong::exact_form(folded.units, out);
  set_rate(state, text);
}

void add(const std::string& name, const std::string& text) {
  benchmark::RegisterBenchmark(("decode/" + name).c_str(), decode, text);
  benchmark::RegisterBenchmark(("fold/" + name).c_str(), fold, text);
  benchmark::RegisterBenchmark(("fold_with_origin/" + name).c_str(), fold_with_origin, text);
  benchmark::RegisterBenchmark(("exact_form/" + name).c_str(), exact_form_of_folded, text);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  add("chinese", repeated(kChinese));
  add("english", repeated(kEnglish));
  add("thai", repeated(kThai));
  if (const char* path = std::getenv("LEITONG_BENCH_TEXT")) {
    std::ifstream file(path, std::ios::binary);
    add("file", std::string(std::istreambuf_iterator<char>(file), {}));
  }
  benchmark::RunSpecifiedBenchmarks();
}
