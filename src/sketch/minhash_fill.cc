// First the values are taken out of the table, and the bins still empty are listed with their
// constants side by side: columns. Then a vector holds one column a lane and stays in a register
// while all shingles pass by; four vectors at a time share the broadcast of a shingle. The last few
// columns, fewer than half a vector, are done one by one, with a shingle in each lane instead.
#include "sketch/minhash_fill.h"

#include <algorithm>
#include <array>
#include <bit>

#include "sketch/format.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/minhash_fill.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#ifndef LEITONG_SKETCH_MINHASH_FILL_CONSTANTS
#define LEITONG_SKETCH_MINHASH_FILL_CONSTANTS
namespace leitong {

constexpr std::size_t kMaxBins = 256;
constexpr std::size_t kMaxLanes = 16;

struct FillConstants {
  std::array<std::uint32_t, kMaxBins> number, flip, multiplier;
};
constexpr FillConstants make_fill_constants() {
  FillConstants constants{};
  for (unsigned j = 0; j < kMaxBins; ++j) {
    constants.number[j] = j;
    constants.flip[j] = static_cast<std::uint32_t>(format_constant(256 + j));
    constants.multiplier[j] = static_cast<std::uint32_t>(format_constant(512 + j)) | 1;
  }
  return constants;
}
constexpr FillConstants kFill = make_fill_constants();

}  // namespace leitong
#endif

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using D32 = hn::CappedTag<std::uint32_t, kMaxLanes>;
using V32 = hn::Vec<D32>;

// The empty bins. Whole vectors are written, and four are read at once, so there is room behind.
struct Columns {
  static constexpr std::size_t kRoom = kMaxBins + 4 * kMaxLanes;
  std::size_t count = 0;
  std::array<std::uint32_t, kRoom> number, flip, multiplier, least;

#if HWY_TARGET <= HWY_AVX3
  HWY_INLINE void append(hn::Mask<D32> empty, std::size_t bin) {
    const D32 d;
    hn::StoreU(hn::Compress(hn::LoadU(d, &kFill.number[bin]), empty), d, &number[count]);
    hn::StoreU(hn::Compress(hn::LoadU(d, &kFill.flip[bin]), empty), d, &flip[count]);
    hn::StoreU(hn::Compress(hn::LoadU(d, &kFill.multiplier[bin]), empty), d, &multiplier[count]);
    count += hn::CountTrue(d, empty);
  }
#else
  // Not Highway's Compress: GCC copies its table to the stack at each call.
  HWY_INLINE void append(hn::Mask<D32> empty, std::size_t bin) {
    std::uint8_t bits[8] = {};
    hn::StoreMaskBits(D32(), empty, bits);
    for (unsigned set = bits[0] | bits[1] << 8; set != 0; set &= set - 1) {
      const std::size_t j = bin + static_cast<std::size_t>(std::countr_zero(set));
      number[count] = kFill.number[j];
      flip[count] = kFill.flip[j];
      multiplier[count] = kFill.multiplier[j];
      ++count;
    }
  }
#endif

  // So that no lane is read that was never written.
  HWY_INLINE void pad() {
    const D32 d;
    for (std::size_t i = 0; i < 4 * kMaxLanes; i += hn::Lanes(d)) {
      hn::StoreU(hn::Zero(d), d, &flip[count + i]);
      hn::StoreU(hn::Zero(d), d, &multiplier[count + i]);
    }
  }
};

void list_empty_bins(const std::uint64_t* table, std::size_t bins, std::uint32_t* sketch,
                     Columns& columns) {
  const D32 d;
  const auto* halves = reinterpret_cast<const std::uint32_t*>(table);
  for (std::size_t j = 0; j < bins; j += hn::Lanes(d)) {
    V32 value, round;
    hn::LoadInterleaved2(d, halves + 2 * j, value, round);
    hn::StoreU(value, d, sketch + j);
    const auto empty = hn::Eq(round, hn::Set(d, ~0u));
    if (!hn::AllFalse(d, empty)) columns.append(empty, j);
  }
  columns.pad();
}

HWY_INLINE V32 offer(V32 least, V32 lo, V32 hi, V32 flip, V32 multiplier) {
  return hn::Min(least, hn::Add(hn::Mul(hn::Xor(lo, flip), multiplier), hi));
}

HWY_INLINE V32 broadcast_low(std::uint64_t h) {
  return hn::Set(D32(), static_cast<std::uint32_t>(h));
}
HWY_INLINE V32 broadcast_high(std::uint64_t h) {
  return hn::Set(D32(), static_cast<std::uint32_t>(h >> 32));
}

void fill_one(const std::uint64_t* shingles, std::size_t n, Columns& columns, std::size_t at) {
  const D32 d;
  const V32 f = hn::LoadU(d, &columns.flip[at]), m = hn::LoadU(d, &columns.multiplier[at]);
  V32 best = hn::Set(d, ~0u);
  for (std::size_t i = 0; i < n; ++i) {
    best = offer(best, broadcast_low(shingles[i]), broadcast_high(shingles[i]), f, m);
  }
  hn::StoreU(best, d, &columns.least[at]);
}

void fill_four(const std::uint64_t* shingles, std::size_t n, Columns& columns, std::size_t at) {
  const D32 d;
  const std::size_t lanes = hn::Lanes(d);
  const std::uint32_t* flip = &columns.flip[at];
  const std::uint32_t* multiplier = &columns.multiplier[at];
  std::uint32_t* least = &columns.least[at];
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

void fill_column(const std::uint64_t* shingles, std::size_t n, Columns& columns, std::size_t at) {
  const D32 d;
  const std::uint32_t flip = columns.flip[at], multiplier = columns.multiplier[at];
  const auto* halves = reinterpret_cast<const std::uint32_t*>(shingles);
  const V32 f = hn::Set(d, flip), m = hn::Set(d, multiplier);
  V32 best = hn::Set(d, ~0u);
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= n; i += hn::Lanes(d)) {
    V32 lo, hi;
    hn::LoadInterleaved2(d, halves + 2 * i, lo, hi);
    best = offer(best, lo, hi, f, m);
  }
  std::uint32_t least = hn::GetLane(hn::MinOfLanes(d, best));
  for (; i < n; ++i) {
    const auto lo = static_cast<std::uint32_t>(shingles[i]);
    const auto hi = static_cast<std::uint32_t>(shingles[i] >> 32);
    least = std::min(least, (lo ^ flip) * multiplier + hi);
  }
  columns.least[at] = least;
}

void finish(const std::uint64_t* shingles, std::size_t n, const std::uint64_t* table,
            std::size_t bins, std::uint32_t* sketch) {
  Columns columns;
  list_empty_bins(table, bins, sketch, columns);
  const std::size_t lanes = hn::Lanes(D32());
  std::size_t at = 0;
  for (; at + 2 * lanes < columns.count; at += 4 * lanes) fill_four(shingles, n, columns, at);
  for (; at + lanes / 2 < columns.count; at += lanes) fill_one(shingles, n, columns, at);
  for (; at < columns.count; ++at) fill_column(shingles, n, columns, at);
  for (std::size_t i = 0; i < columns.count; ++i) sketch[columns.number[i]] = columns.least[i];
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leitong {

HWY_EXPORT(finish);

void finish_sketch(std::span<const std::uint64_t> shingles, std::span<const std::uint64_t> table,
                   std::span<std::uint32_t> sketch) {
  HWY_DYNAMIC_DISPATCH(finish)(shingles.data(), shingles.size(), table.data(), table.size(),
                               sketch.data());
}

}  // namespace leitong
#endif
