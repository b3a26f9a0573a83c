// As many units are compared at once as a bitmap of 64 bits holds.
#include "text/find_units.h"

#include <bit>
#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/find_units.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "text/lane_bits-inl.h"

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <class Unit, class Char>
HWY_INLINE void find_in(std::basic_string_view<Char> text, Char wanted,
                        std::vector<std::size_t>& out) {
  constexpr std::size_t kBlock = 64;
  const hn::CappedTag<Unit, kBlock> d;
  const auto* units = reinterpret_cast<const Unit*>(text.data());
  const auto each = hn::Set(d, static_cast<Unit>(wanted));
  std::size_t block = 0;
  for (; text.size() - block >= kBlock; block += kBlock) {
    std::uint64_t places = 0;
    for (std::size_t i = 0; i < kBlock; i += hn::Lanes(d)) {
      places |= bits_of(d, hn::Eq(hn::LoadU(d, units + block + i), each)) << i;
    }
    for (; places != 0; places &= places - 1) {
      out.push_back(block + static_cast<std::size_t>(std::countr_zero(places)));
    }
  }
  for (; block < text.size(); ++block) {
    if (text[block] == wanted) out.push_back(block);
  }
}

void find_16(std::u16string_view text, char16_t wanted, std::vector<std::size_t>& out) {
  find_in<std::uint16_t>(text, wanted, out);
}

void find_8(std::string_view text, char wanted, std::vector<std::size_t>& out) {
  find_in<std::uint8_t>(text, wanted, out);
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leitong {

HWY_EXPORT(find_16);
HWY_EXPORT(find_8);

void find_units(std::u16string_view text, char16_t wanted, std::vector<std::size_t>& out) {
  HWY_DYNAMIC_DISPATCH(find_16)(text, wanted, out);
}

void find_units(std::string_view text, char wanted, std::vector<std::size_t>& out) {
  HWY_DYNAMIC_DISPATCH(find_8)(text, wanted, out);
}

}  // namespace leitong
#endif
