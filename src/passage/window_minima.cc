// The minima of short windows make those of longer ones: where values[i] is the least of `span`,
// four of them at a distance of `span` give that of four times as many, and so on; the last step
// takes four that overlap. So a value costs four loads and three comparisons a step, there are
// log4(width) steps, and what the values are makes no difference.
//
// Rejected: the minima of block ends and beginnings (van Herk 1992; Gil and Werman 1993), three
// comparisons whatever the width, each of which waits for the one before.
#include "passage/window_minima.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "passage/window_minima.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "text/lane_bits-inl.h"

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using D32 = hn::CappedTag<std::uint32_t, 16>;

// Ascending, in place: nothing is read behind where it was written.
HWY_INLINE void take_least_of_four(std::uint32_t* values, std::size_t count, std::size_t second,
                                   std::size_t third, std::size_t fourth) {
  const D32 d;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    const auto low = hn::Min(hn::LoadU(d, values + i), hn::LoadU(d, values + i + second));
    const auto high = hn::Min(hn::LoadU(d, values + i + third), hn::LoadU(d, values + i + fourth));
    hn::StoreU(hn::Min(low, high), d, values + i);
  }
}

void find_minima(std::uint32_t* values, std::size_t count, std::size_t width, std::uint64_t* ends) {
  std::size_t span = 1;
  for (; 4 * span <= width; span *= 4) {
    take_least_of_four(values, count + width - 4 * span, span, 2 * span, 3 * span);
  }
  const std::size_t last = width - span;
  take_least_of_four(values, count, std::min(span, last), std::min(2 * span, last), last);

  const D32 d;
  for (std::size_t start = 0; start < count; start += 64) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
      const auto here = hn::LoadU(d, values + start + i);
      const auto next = hn::LoadU(d, values + start + i + 1);
      bits |= bits_of(d, hn::Ne(here, next)) << i;
    }
    ends[start / 64] = bits;
  }
  const std::uint64_t end = std::uint64_t{1} << ((count - 1) % 64);
  std::uint64_t& last_word = ends[(count - 1) / 64];
  last_word = (last_word & (end - 1)) | end;
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leitong {

HWY_EXPORT(find_minima);

void find_window_minima(std::uint32_t* values, std::size_t count, std::size_t width,
                        std::uint64_t* ends) {
  HWY_DYNAMIC_DISPATCH(find_minima)(values, count, width, ends);
}

}  // namespace leitong
#endif
