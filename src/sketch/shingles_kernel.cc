// The format is described in shingles.cc. One lane holds one run: step d adds token i + d to those
// runs that are not heavy enough without it. Weights before a token are 64-bit sums over one block,
// so no weight can overflow them. Blocks whose weights are all 1 (characters) need no masks.
#include "sketch/shingles_kernel.h"

#include <algorithm>
#include <array>

#include "sketch/format.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/shingles_kernel.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "sketch/finalize-inl.h"

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kBlock = 512;  // runs for which the weights are summed at once

using D64 = hn::CappedTag<std::uint64_t, 8>;
using V64 = hn::Vec<D64>;

HWY_INLINE V64 push_token(V64 a, const std::uint64_t* hash) {
  return hn::Add(hn::RotateRight<64 - 13>(a), hn::LoadU(D64(), hash));
}

void hash_uniform(const std::uint64_t* hashes, unsigned n, std::size_t count, std::uint64_t* out) {
  const D64 d64;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d64)) {
    V64 a = hn::LoadU(d64, hashes + i);
    for (unsigned d = 1; d < n; ++d) a = push_token(a, hashes + i + d);
    hn::StoreU(finalize_lanes(a), d64, out + i);
  }
}

void hash_weighted(const std::uint64_t* hashes, const std::int64_t* before, unsigned n,
                   std::size_t count, std::uint64_t* out) {
  const D64 d64;
  const hn::RebindToSigned<D64> i64;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d64)) {
    V64 a = hn::LoadU(d64, hashes + i);
    const auto enough =
        hn::Add(hn::LoadU(i64, before + i), hn::Set(i64, static_cast<std::int64_t>(n)));
    for (unsigned d = 1; d < n; ++d) {
      const auto light = hn::Lt(hn::LoadU(i64, before + i + d), enough);
      a = hn::IfThenElse(hn::RebindMask(d64, light), push_token(a, hashes + i + d), a);
    }
    hn::StoreU(finalize_lanes(a), d64, out + i);
  }
}

// How many of `runs` can be done by whole vectors that read no further than the last token.
HWY_INLINE std::size_t whole_vectors(std::size_t tokens, unsigned n, std::size_t runs) {
  const std::size_t lanes = hn::Lanes(D64());
  const std::size_t readable = tokens - std::min<std::size_t>(tokens, n - 1);
  return std::min(runs, readable) / lanes * lanes;
}

std::size_t hash_uniform_runs(const std::uint64_t* hashes, std::size_t tokens, unsigned n,
                              std::uint64_t* out, std::size_t runs) {
  const std::size_t total = whole_vectors(tokens, n, runs);
  hash_uniform(hashes, n, total, out);
  return total;
}

std::size_t hash_runs(const std::uint64_t* hashes, const std::uint32_t* weights, std::size_t tokens,
                      unsigned n, std::uint64_t* out, std::size_t runs) {
  const std::size_t total = whole_vectors(tokens, n, runs);
  std::array<std::int64_t, kBlock + kMaxKernelLength> before;
  for (std::size_t first = 0; first < total; first += kBlock) {
    const std::size_t count = std::min(kBlock, total - first);
    const std::size_t sums = count + n - 1;
    std::int64_t weight = 0;
    for (std::size_t i = 0; i < sums; ++i) {
      before[i] = weight;
      weight += weights[first + i];
    }
    if (weight == static_cast<std::int64_t>(sums)) {
      hash_uniform(hashes + first, n, count, out + first);
    } else {
      hash_weighted(hashes + first, before.data(), n, count, out + first);
    }
  }
  return total;
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leitong {

HWY_EXPORT(hash_runs);
HWY_EXPORT(hash_uniform_runs);

std::size_t hash_runs_kernel(std::span<const std::uint64_t> hashes,
                             std::span<const std::uint32_t> weights, unsigned n,
                             std::span<std::uint64_t> out) {
  return HWY_DYNAMIC_DISPATCH(hash_runs)(hashes.data(), weights.data(), hashes.size(), n,
                                         out.data(), out.size());
}

std::size_t hash_uniform_runs_kernel(std::span<const std::uint64_t> hashes, unsigned n,
                                     std::span<std::uint64_t> out) {
  return HWY_DYNAMIC_DISPATCH(hash_uniform_runs)(hashes.data(), hashes.size(), n, out.data(),
                                                 out.size());
}

}  // namespace leitong
#endif
