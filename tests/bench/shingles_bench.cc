// Token hashes and shingle hashes: nanoseconds each, checked against the reference once.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

#include "base/hash.h"
#include "leitong/shingles.h"
#include "reference/shingles_hash.h"

namespace leitong {
namespace {

// A text of 3,000 tokens like Chinese words (one to four characters, weight the same), English
// words (one to twelve, weight 1) or characters.
struct Text {
  std::u16string units;
  std::vector<std::uint32_t> begin, end, weights;
};

enum class Like { kCharacters, kChinese, kEnglish };

Text make_text(Like like) {
  constexpr std::uint64_t kTokens = 3000;
  Text text;
  for (std::uint64_t i = 0; i < kTokens; ++i) {
    const std::uint64_t dice = splitmix64(1, i) % 12;
    const std::uint64_t length = like == Like::kCharacters ? 1
                                 : like == Like::kEnglish  ? 1 + dice
                                 : dice < 4                ? 1
                                 : dice < 10               ? 2
                                                           : dice - 7;
    text.begin.push_back(static_cast<std::uint32_t>(text.units.size()));
    for (std::uint64_t u = 0; u < length; ++u) {
      text.units += static_cast<char16_t>(0x4E00 + splitmix64(i, u) % 3000);
    }
    text.end.push_back(static_cast<std::uint32_t>(text.units.size()));
    text.weights.push_back(like == Like::kChinese ? static_cast<std::uint32_t>(length) : 1);
  }
  return text;
}

void per_item(benchmark::State& state, std::size_t items) {
  state.counters["each"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * static_cast<double>(items),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(items));
}

void token_hashes(benchmark::State& state, Like like) {
  const Text text = make_text(like);
  std::vector<std::uint64_t> hashes;
  for (auto _ : state) {
    hash_tokens(text.units, text.begin, text.end, hashes);
    benchmark::DoNotOptimize(hashes.data());
    benchmark::ClobberMemory();
  }
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const auto token = std::span(text.units).subspan(text.begin[i], text.end[i] - text.begin[i]);
    if (hashes[i] != reference::hash_token(token)) return state.SkipWithError("wrong hash");
  }
  per_item(state, hashes.size());
}
BENCHMARK_CAPTURE(token_hashes, characters, Like::kCharacters);
BENCHMARK_CAPTURE(token_hashes, chinese, Like::kChinese);
BENCHMARK_CAPTURE(token_hashes, english, Like::kEnglish);

void shingle_hashes(benchmark::State& state, Like like) {
  const Text text = make_text(like);
  const auto n = static_cast<unsigned>(state.range(0));
  std::vector<std::uint64_t> hashes;
  hash_tokens(text.units, text.begin, text.end, hashes);
  std::vector<std::uint64_t> shingles(hashes.size());
  for (auto _ : state) {
    shingles.resize(hashes.size());
    shingles.resize(hash_shingles(hashes, text.weights, n, shingles));
    benchmark::DoNotOptimize(shingles.data());
    benchmark::ClobberMemory();
  }
  if (shingles != reference::hash_shingles(hashes, text.weights, n)) {
    return state.SkipWithError("wrong shingles");
  }
  per_item(state, shingles.size());
}
BENCHMARK_CAPTURE(shingle_hashes, characters, Like::kCharacters)->Arg(5)->Arg(16)->Arg(100);
BENCHMARK_CAPTURE(shingle_hashes, chinese, Like::kChinese)->Arg(5)->Arg(16)->Arg(100);
BENCHMARK_CAPTURE(shingle_hashes, english, Like::kEnglish)->Arg(5);

}  // namespace
}  // namespace leitong
