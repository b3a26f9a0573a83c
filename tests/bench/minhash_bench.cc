// MinHash, SimHash, band keys: nanoseconds a shingle, each answer checked against the reference
// once.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "base/hash.h"
#include "leitong/bands.h"
#include "leitong/minhash.h"
#include "leitong/simhash.h"
#include "leitong/similarity.h"
#include "reference/minhash.h"
#include "reference/simhash.h"

namespace leitong {
namespace {

// Several sets in turn, so that the branch predictor cannot learn one by heart.
constexpr std::size_t kSets = 64;

std::vector<std::vector<std::uint64_t>> random_sets(std::size_t size) {
  std::vector<std::vector<std::uint64_t>> sets(kSets);
  for (std::size_t i = 0; i < kSets; ++i) {
    for (std::size_t j = 0; j < size; ++j) sets[i].push_back(splitmix64(i, j));
  }
  return sets;
}

void per_shingle(benchmark::State& state, std::size_t size) {
  state.counters["each"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * static_cast<double>(size),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(size));
}

void minhash_sets(benchmark::State& state, SketchSize size) {
  const auto n = static_cast<std::size_t>(state.range(0));
  const auto sets = random_sets(n);
  std::vector<std::uint32_t> sketch(bins(size));
  minhash(sets[0], size, sketch);
  if (sketch != reference::minhash(sets[0], static_cast<unsigned>(bins(size)))) {
    return state.SkipWithError("wrong sketch");
  }
  std::size_t i = 0;
  for (auto _ : state) {
    minhash(sets[i++ % kSets], size, sketch);
    benchmark::DoNotOptimize(sketch.data());
    benchmark::ClobberMemory();
  }
  per_shingle(state, n);
}
BENCHMARK_CAPTURE(minhash_sets, k128, SketchSize::k128)
    ->ArgsProduct({{1, 5, 20, 50, 100, 300, 500, 1000, 10000}});
BENCHMARK_CAPTURE(minhash_sets, k256, SketchSize::k256)->Arg(20)->Arg(100)->Arg(1000)->Arg(10000);

void simhash_sets(benchmark::State& state) {
  const auto n = static_cast<std::size_t>(state.range(0));
  const auto sets = random_sets(n);
  if (simhash(sets[0]) != reference::simhash(sets[0])) return state.SkipWithError("wrong");
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(simhash(sets[i++ % kSets]));
  per_shingle(state, n);
}
BENCHMARK(simhash_sets)->Arg(20)->Arg(100)->Arg(1000);

void shingle_sets(benchmark::State& state) {
  const auto n = static_cast<std::size_t>(state.range(0));
  const auto sets = random_sets(n);
  std::vector<std::uint64_t> set;
  std::size_t i = 0;
  for (auto _ : state) {
    set = sets[i++ % kSets];
    make_shingle_set(set);
    benchmark::DoNotOptimize(set.data());
  }
  per_shingle(state, n);
}
BENCHMARK(shingle_sets)->Arg(20)->Arg(100)->Arg(500)->Arg(5000);

void overlap_sets(benchmark::State& state) {
  const auto n = static_cast<std::size_t>(state.range(0));
  auto sets = random_sets(n);
  for (auto& set : sets) {
    for (std::size_t j = 0; j < n * 4 / 5; ++j) set[j] = sets[0][j];
    make_shingle_set(set);
  }
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(overlap(sets[i % kSets], sets[(i + 1) % kSets]));
    ++i;
  }
  per_shingle(state, n);
}
BENCHMARK(overlap_sets)->Arg(20)->Arg(100)->Arg(500);

void sixteen_band_keys(benchmark::State& state) {
  const auto sets = random_sets(500);
  std::vector<std::vector<std::uint32_t>> sketches(kSets, std::vector<std::uint32_t>(128));
  for (std::size_t i = 0; i < kSets; ++i) minhash(sets[i], SketchSize::k128, sketches[i]);
  std::vector<std::uint64_t> keys(16);
  std::size_t i = 0;
  for (auto _ : state) {
    band_keys(sketches[i++ % kSets], {.bands = 16, .rows = 6}, keys);
    benchmark::DoNotOptimize(keys.data());
    benchmark::ClobberMemory();
  }
}
BENCHMARK(sixteen_band_keys);

}  // namespace
}  // namespace leitong
