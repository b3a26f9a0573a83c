// A vector holds one column a lane and stays in a register while all shingles pass by; four vectors
// at a time share the broadcast of a shingle.
#include "sketch/minhash_fill.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/minhash_fill.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using D32 = hn::CappedTag<std::uint32_t, kFillPadding>;
using V32 = hn::Vec<D32>;

HWY_INLINE V32 offer(V32 least, V32 lo, V32 hi, V32 flip, V32 multiplier) {
  return hn::Min(least, hn::Add(hn::Mul(hn::Xor(lo, flip), multiplier), hi));
}

HWY_INLINE V32 broadcast_low(std::uint64_t h) {
  return hn::Set(D32(), static_cast<std::uint32_t>(h));
}
HWY_INLINE V32 broadcast_high(std::uint64_t h) {
  return hn::Set(D32(), static_cast<std::uint32_t>(h >> 32));
}

void fill_one(const std::uint64_t* shingles, std::size_t n, const std::uint32_t* flip,
              const std::uint32_t* multiplier, std::uint32_t* least) {
  const D32 d;
  const V32 f = hn::LoadU(d, flip), m = hn::LoadU(d, multiplier);
  V32 best = hn::Set(d, ~0u);
  for (std::size_t i = 0; i < n; ++i) {
    best = offer(best, broadcast_low(shingles[i]), broadcast_high(shingles[i]), f, m);
  }
  hn::StoreU(best, d, least);
}

void fill_four(const std::uint64_t* shingles, std::size_t n, const std::uint32_t* flip,
               const std::uint32_t* multiplier, std::uint32_t* least) {
  const D32 d;
  const std::size_t lanes = hn::Lanes(d);
  const V32 f0 = hn::LoadU(d, flip), m0 = hn::LoadU(d, multiplier);
  const V32 f1 = hn::LoadU(d, flip + lanes), m1 = hn::LoadU(d, multiplier + lanes);
  const V32 f2 = hn::LoadU(d, flip + 2 * lanes), m2 = hn::LoadU(d, multiplier + 2 * lanes);
  const V32 f3 = hn::LoadU(d, flip + 3 * lanes), m3 = hn::LoadU(d, multiplier + 3 * lanes);
  V32 best0 = hn::Set(d, ~0u), best1 = best0, best2 = best0, best3 = best0;
  for (std::size_t i = 0; i < n; ++i) {
    const V32 lo = broadcast_low(shingles[i]), hi = broadcast_high(shingles[i]);
    best0 = offer(best0, lo, hi, f0, m0);
    best1 = offer(best1, lo, hi, f1, m1);
    best2 = offer(best2, lo, hi, f2, m2);
    best3 = offer(best3, lo, hi, f3, m3);
  }
  hn::StoreU(best0, d, least);
  hn::StoreU(best1, d, least + lanes);
  hn::StoreU(best2, d, least + 2 * lanes);
  hn::StoreU(best3, d, least + 3 * lanes);
}

void fill(const std::uint64_t* shingles, std::size_t n, const std::uint32_t* flip,
          const std::uint32_t* multiplier, std::size_t count, std::uint32_t* least) {
  const std::size_t lanes = hn::Lanes(D32());
  std::size_t i = 0;
  for (; i + 3 * lanes < count; i += 4 * lanes) {
    fill_four(shingles, n, flip + i, multiplier + i, least + i);
  }
  for (; i < count; i += lanes) fill_one(shingles, n, flip + i, multiplier + i, least + i);
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leitong {

HWY_EXPORT(fill);

void fill_columns(std::span<const std::uint64_t> shingles, std::span<const std::uint32_t> flip,
                  std::span<const std::uint32_t> multiplier, std::size_t count,
                  std::span<std::uint32_t> least) {
  HWY_DYNAMIC_DISPATCH(fill)(shingles.data(), shingles.size(), flip.data(), multiplier.data(),
                             count, least.data());
}

}  // namespace leitong
#endif
