// Format of a shingle's hash (part of the sketch format; docs/design.md section 5). Of the token
// hashes h[0], h[1], …, h[m-1] of the run:
//
//   a = 0
//   for d = 0 … m-1:  if d > 0 and d is a multiple of 32: a = finalize(a)
//                     a = rotl(a, 13) + h[d]
//   shingle = finalize(a)                                  (finalize: token_hash.cc)
//
// The rotation makes the order count; it comes round after 64 tokens, hence the finalizer in
// between, which shingles of the usual length never meet.
//
// Which runs. Let W[i] be the weight of the tokens before i. A run starts at i if W[end] - W[i] >=
// n. Weights are at least 1, so a run has at most n tokens, and its length is 1 + the number of d
// in 1 … n-1 with W[i+d] - W[i] < n. That needs no pointer chasing and no branch that depends on
// the text: shingles_kernel.cc does it for as many i at once as a vector has lanes. Here stands the
// plain way, by two pointers, which serves long shingles (n above kMaxKernelLength) and the last
// few tokens, where a vector would read too far.
//
// Cost: O(tokens * min(n, length of the run)).
#include "leitong/shingles.h"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

#include "sketch/format.h"
#include "sketch/shingles_kernel.h"
#include "sketch/token_hash_kernel.h"

namespace leitong {
namespace {

constexpr std::size_t kRunsUntilFinalize = 32;
static_assert(kMaxKernelLength <= kRunsUntilFinalize);

constexpr std::size_t kUnits = 2048;  // hashed at once: 16 kB, half of the smallest cache

// How many tokens start a shingle: all up to the last one from which the rest is heavy enough.
std::size_t count_shingles(std::span<const std::uint32_t> weights, unsigned n) {
  std::uint64_t weight = 0;
  for (std::size_t i = weights.size(); i > 0; --i) {
    weight += weights[i - 1];
    if (weight >= n) return i;
  }
  return 0;
}

std::uint64_t hash_run(std::span<const std::uint64_t> run) {
  std::uint64_t a = 0;
  for (std::size_t d = 0; d < run.size(); ++d) {
    if (d > 0 && d % kRunsUntilFinalize == 0) a = finalize(a);
    a = std::rotl(a, 13) + run[d];
  }
  return finalize(a);
}

// Shingles [first, out.size()), the plain way.
void hash_runs(std::span<const std::uint64_t> hashes, std::span<const std::uint32_t> weights,
               unsigned n, std::size_t first, std::span<std::uint64_t> out) {
  std::size_t end = first;
  std::uint64_t weight = 0;  // of [i, end)
  for (std::size_t i = first; i < out.size(); ++i) {
    while (weight < n) weight += weights[end++];
    out[i] = hash_run(hashes.subspan(i, end - i));
    weight -= weights[i];
  }
}

}  // namespace

std::size_t hash_shingles(std::span<const std::uint64_t> token_hashes,
                          std::span<const std::uint32_t> weights, unsigned n,
                          std::span<std::uint64_t> out) {
  out = out.first(count_shingles(weights, n));
  std::size_t done = 0;
  if (n <= kMaxKernelLength) done = hash_runs_kernel(token_hashes, weights, n, out);
  hash_runs(token_hashes, weights, n, done, out);
  return out.size();
}

// Hashes of tokens are needed by n shingles only, so there are never more of them than stay near.
std::size_t hash_unit_shingles(std::u16string_view units, unsigned n,
                               std::span<std::uint64_t> out) {
  out = out.first(units.size() < n ? 0 : units.size() - n + 1);
  std::vector<std::uint64_t> hashes(std::min(units.size(), std::max(kUnits, std::size_t{2} * n)));
  for (std::size_t first = 0; first < out.size();) {
    const auto some = units.substr(first, hashes.size());
    hash_each_unit(some, hashes.data());
    const auto runs = out.subspan(first, some.size() - n + 1);
    std::size_t done = 0;
    if (n <= kMaxKernelLength) done = hash_uniform_runs_kernel(hashes, n, runs);
    // The kernel leaves the last few to the next round, which has more behind them.
    if (done == 0 || first + some.size() == units.size()) {
      for (; done < runs.size(); ++done) runs[done] = hash_run(std::span(hashes).subspan(done, n));
    }
    first += done;
  }
  return out.size();
}

}  // namespace leitong
