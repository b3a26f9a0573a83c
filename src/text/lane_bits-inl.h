// Included by kernels once for each target: between masks of lanes and bitmaps, one bit a lane.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "hwy/highway.h"

#if defined(LEITONG_TEXT_LANE_BITS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef LEITONG_TEXT_LANE_BITS_INL
#undef LEITONG_TEXT_LANE_BITS_INL
#else
#define LEITONG_TEXT_LANE_BITS_INL
#endif

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {

// The mask of the vector's lanes, from bit 0 up. As many bytes are read as were written: a wider
// load would have to wait for the store.
template <class D>
HWY_INLINE std::uint64_t bits_of(D d, hwy::HWY_NAMESPACE::Mask<D> mask) {
  constexpr std::size_t kLanes = hwy::HWY_NAMESPACE::MaxLanes(D());
  using Bits = std::conditional_t<
      kLanes == 64, std::uint64_t,
      std::conditional_t<kLanes == 32, std::uint32_t,
                         std::conditional_t<kLanes == 16, std::uint16_t, std::uint8_t>>>;
  std::uint8_t bytes[8] = {};
  hwy::HWY_NAMESPACE::StoreMaskBits(d, mask, bytes);
  Bits bits;
  std::memcpy(&bits, bytes, sizeof bits);
  return bits;
}

// The other way round; bits beyond the lanes do not count.
template <class D>
HWY_INLINE hwy::HWY_NAMESPACE::Mask<D> mask_of(D d, std::uint64_t bits) {
  std::uint8_t bytes[8];
  std::memcpy(bytes, &bits, sizeof bytes);
  return hwy::HWY_NAMESPACE::LoadMaskBits(d, bytes);
}

// Of lanes without sign: first <= lane <= last.
template <class D>
HWY_INLINE hwy::HWY_NAMESPACE::Mask<D> in_range(D d, hwy::HWY_NAMESPACE::Vec<D> v,
                                                hwy::HWY_NAMESPACE::TFromD<D> first,
                                                hwy::HWY_NAMESPACE::TFromD<D> last) {
  namespace hn = hwy::HWY_NAMESPACE;
  const auto size = static_cast<hn::TFromD<D>>(last - first + 1);
  return hn::Lt(hn::Sub(v, hn::Set(d, first)), hn::Set(d, size));
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
