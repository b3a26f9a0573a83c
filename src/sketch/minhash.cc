// The fill sketch. Format (part of the sketch format; docs/design.md section 5), for k = 2^b bins
// and a shingle hash h; "value" is always 32 bits:
//
//   round 0: h falls into bin h >> (64 - b), with value h mod 2^32
//   round 1: h falls into bin (h >> (64 - 2b)) mod k, with value (h >> (32 - 2b)) mod 2^32
//   last:    h falls into every bin j, with value ((lo ^ c[j]) * a[j] + hi) mod 2^32, where lo and
//            hi are the halves of h,
//            c[j] = splitmix64(0x6C6569746F6E6731, 256 + j) mod 2^32,
//            a[j] = splitmix64(0x6C6569746F6E6731, 512 + j) mod 2^32 | 1
//   bin j of the sketch = the value of the least (round, value) that fell into it
//
// Why it is right. What (round, value) a shingle offers to a bin depends on the two alone, not on
// the rest of the set. So a bin holds the least of a fixed random order of all possible shingles,
// which is Broder's MinHash, and two sets agree in it with the probability of their Jaccard
// similarity, whatever their sizes. (Densification as in one-permutation hashing depends on which
// bins the set left empty, and is biased for small sets.) In rounds 0 and 1 a shingle has one bin
// only: throwing without replacement, which makes the variance lower than that of k independent
// permutations as long as the set is small.
//
// Cost. Round 0: one pass of a few instructions. With many more shingles than bins nothing is
// empty then, and we are done. Otherwise round 1, once more the same, then all shingles times the
// bins still empty, by vectors. A round is part of the value below, as bits 32 and 33, so that the
// minimum of plain 64-bit numbers is the lexicographic one and no round asks what went before.
//
// Rejected: k multiply-shift permutations (2.6 ns a shingle with AVX-512, 13 with SSE4; this 0.6
// on all); re-mixing h for round 1 (no gain in error that can be measured); stopping rules that
// look at the set (they make values depend on the set, which biases).
#include "leitong/minhash.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "sketch/minhash_fill.h"

namespace leitong {
namespace {

constexpr std::uint64_t kRound1 = 1ULL << 32;

void lower(std::uint64_t& bin, std::uint64_t value) { bin = std::min(bin, value); }

template <unsigned kBits>
void throw_round0(std::span<const std::uint64_t> shingles, std::uint64_t* table) {
  for (const std::uint64_t h : shingles) {
    lower(table[h >> (64 - kBits)], static_cast<std::uint32_t>(h));
  }
}

template <unsigned kBits>
void throw_round1(std::span<const std::uint64_t> shingles, std::uint64_t* table) {
  for (const std::uint64_t h : shingles) {
    lower(table[h >> (64 - 2 * kBits) & ((1ULL << kBits) - 1)],
          kRound1 | static_cast<std::uint32_t>(h >> (32 - 2 * kBits)));
  }
}

template <unsigned kBits>
void sketch_bins(std::span<const std::uint64_t> shingles, std::span<std::uint32_t> sketch) {
  constexpr std::size_t kBins = std::size_t{1} << kBits;
  assert(sketch.size() == kBins);
  std::array<std::uint64_t, kBins> table;
  table.fill(kEmptyBin);
  throw_round0<kBits>(shingles, table.data());
  const bool some_empty =
      shingles.size() < kBins || std::ranges::find(table, kEmptyBin) != table.end();
  if (some_empty) throw_round1<kBits>(shingles, table.data());
  finish_sketch(shingles, table, sketch);
}

}  // namespace

void minhash(std::span<const std::uint64_t> shingles, SketchSize size,
             std::span<std::uint32_t> sketch) {
  if (size == SketchSize::k128) {
    sketch_bins<7>(shingles, sketch);
  } else {
    sketch_bins<8>(shingles, sketch);
  }
}

double estimate_jaccard(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  assert(a.size() == b.size() && !a.empty());
  std::uint32_t equal = 0;
  for (std::size_t i = 0; i < a.size(); ++i) equal += a[i] == b[i] ? 1 : 0;
  return static_cast<double>(equal) / static_cast<double>(a.size());
}

}  // namespace leitong
