#include "text/token_lists_kernel.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/set_bits.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/token_lists_kernel.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "text/keep_units-inl.h"
#include "text/lane_bits-inl.h"

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using D16 = hn::CappedTag<std::uint16_t, 32>;
using V16 = hn::Vec<D16>;
using M16 = hn::Mask<D16>;

// Of 64 units: those that count, among Han and ASCII; `open` gets those that must be looked up.
HWY_INLINE std::uint64_t settle(const char16_t* units, const MemberRule& rule,
                                std::uint64_t& open) {
  const D16 d;
  std::uint64_t members = 0;
  open = 0;
  for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
    const V16 v = hn::LoadU(d, reinterpret_cast<const std::uint16_t*>(units) + i);
    const M16 none = hn::MaskFromVec(hn::Zero(d));
    const M16 han = rule.han ? in_range(d, v, 0x4E00, 0x9FFF) : none;
    const M16 ascii = rule.ascii ? in_range(d, v, 0, 0x7F) : none;
    M16 counted = han;
    if (rule.alphanumeric) {
      const V16 lower = hn::Or(v, hn::Set(d, std::uint16_t{0x20}));
      const M16 letter_or_digit = hn::Or(in_range(d, v, '0', '9'), in_range(d, lower, 'a', 'z'));
      counted = hn::Or(counted, hn::And(ascii, letter_or_digit));
    }
    members |= bits_of(d, counted) << i;
    open |= bits_of(d, hn::Not(hn::Or(han, ascii))) << i;
  }
  return members;
}

// 64 units from `start` on; `copy` is for those that are not there, as zeros.
HWY_INLINE const char16_t* whole_block(std::u16string_view units, std::size_t start,
                                       char16_t* copy) {
  const std::size_t count = units.size() - start;
  if (count >= 64) return units.data() + start;
  std::fill(std::copy_n(units.data() + start, count, copy), copy + 64, u'\0');
  return copy;
}

void find_bits(std::u16string_view units, const MemberRule& rule, std::uint64_t* words) {
  for (std::size_t start = 0, w = 0; start <= units.size(); start += 64, ++w) {
    const std::size_t count = std::min<std::size_t>(64, units.size() - start);
    char16_t copy[64];
    const char16_t* block = whole_block(units, start, copy);
    std::uint64_t open;
    std::uint64_t members = settle(block, rule, open);
    if (count < 64) {
      const std::uint64_t inside = (std::uint64_t{1} << count) - 1;
      members &= inside;
      open &= inside;
    }
    for (; open != 0; open &= open - 1) {
      const auto i = static_cast<std::size_t>(std::countr_zero(open));
      const char16_t unit = block[i];
      const std::size_t next = start + i + 1;
      bool counts = rule.units.contains(unit) != 0;
      if ((unit & 0xFC00) == 0xD800 && next < units.size() && (units[next] & 0xFC00) == 0xDC00) {
        counts = rule.is_member(
            static_cast<char32_t>(0x10000 + ((unit & 0x3FF) << 10) + (units[next] & 0x3FF)));
      }
      members |= std::uint64_t{counts} << i;
    }
    words[w] = members;
  }
}

#if HWY_TARGET <= HWY_AVX3_DL
// 64 places are compressed as bytes, and then widened: words and runs of ASCII leave few of them.
void list_bits(std::span<const std::uint64_t> words, std::uint32_t* positions) {
  const hn::CappedTag<std::uint8_t, 64> d8;
  const hn::CappedTag<std::uint32_t, 16> d32;
  const auto all = hn::Iota(d8, 0);
  HWY_ALIGN std::uint8_t places[64];
  for (std::size_t w = 0; w < words.size(); ++w) {
    // Compressed in a register, then stored: a compressing store takes 100 cycles and more on
    // Zen 4.
    hn::Store(hn::Compress(all, mask_of(d8, words[w])), d8, places);
    const auto first = hn::Set(d32, static_cast<std::uint32_t>(w * 64));
    const auto count = static_cast<std::size_t>(std::popcount(words[w]));
    for (std::size_t i = 0; i < count; i += hn::Lanes(d32)) {
      const auto place =
          hn::PromoteTo(d32, hn::Load(hn::Rebind<std::uint8_t, decltype(d32)>(), places + i));
      hn::StoreU(hn::Add(first, place), d32, positions + i);
    }
    positions += count;
  }
}
#elif HWY_TARGET == HWY_AVX3
void list_bits(std::span<const std::uint64_t> words, std::uint32_t* positions) {
  const hn::CappedTag<std::uint32_t, 16> d;
  for (std::size_t w = 0; w < words.size(); ++w) {
    for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
      const std::uint64_t rest = words[w] >> i;
      if (rest == 0) break;
      const auto here = hn::Iota(d, static_cast<std::uint32_t>(w * 64 + i));
      const auto mask = mask_of(d, rest);
      hn::StoreU(hn::Compress(here, mask), d, positions);
      positions += hn::CountTrue(d, mask);
    }
  }
}
#else
// Not Highway's Compress: GCC copies its table to the stack at each call.
using D32 = hn::CappedTag<std::uint32_t, 8>;

void list_bits(std::span<const std::uint64_t> words, std::uint32_t* positions) {
  const D32 d;
  const hn::Rebind<std::uint8_t, D32> bytes;
  for (std::size_t w = 0; w < words.size(); ++w) {
    for (std::size_t i = 0; i < 64; i += 8) {
      const std::uint64_t rest = words[w] >> i;
      if (rest == 0) break;
      const auto& places = kSetBits[rest & 0xFF];
      const auto first = hn::Set(d, static_cast<std::uint32_t>(w * 64 + i));
      for (std::size_t lane = 0; lane < 8; lane += hn::Lanes(d)) {
        const auto place = hn::PromoteTo(d, hn::LoadU(bytes, &places[lane]));
        hn::StoreU(hn::Add(first, place), d, positions + lane);
      }
      positions += std::popcount(rest & 0xFF);
    }
  }
}
#endif

HWY_INLINE std::uint64_t find_leads(const std::uint16_t* units) {
  const D16 d;
  std::uint64_t leads = 0;
  for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
    leads |= bits_of(d, in_range(d, hn::LoadU(d, units + i), 0xD800, 0xDBFF)) << i;
  }
  return leads;
}

std::size_t keep_set(std::u16string_view units, std::span<const std::uint64_t> words, char16_t* out,
                     bool& single) {
  auto* to = reinterpret_cast<std::uint16_t*>(out);
  const auto* const begin = to;
  std::uint64_t kept_leads = 0;
  for (std::size_t start = 0; start < units.size(); start += 64) {
    char16_t copy[64];
    const auto* block = reinterpret_cast<const std::uint16_t*>(whole_block(units, start, copy));
    const std::uint64_t kept = words[start / 64];
    kept_leads |= find_leads(block) & kept;
    to = keep_units(block, kept, to);
  }
  single = kept_leads == 0;
  return static_cast<std::size_t>(to - begin);
}

std::size_t count_bits(std::span<const std::uint64_t> words) {
  std::size_t count = 0;
  for (const std::uint64_t word : words) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

HWY_INLINE std::uint32_t count_long_range(std::span<const std::uint64_t> words, std::size_t begin,
                                          std::size_t end) {
  std::uint32_t count = 0;
  for (std::size_t i = begin; i < end;) {
    const std::size_t length = std::min(64 - i % 64, end - i);
    const std::uint64_t mask = length == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << length) - 1;
    count += static_cast<std::uint32_t>(std::popcount(words[i / 64] >> (i % 64) & mask));
    i += length;
  }
  return count;
}

void count_ranges(std::span<const std::uint64_t> words, std::span<const std::uint32_t> begin,
                  std::span<const std::uint32_t> end, std::uint32_t* weight) {
  const char* bytes = reinterpret_cast<const char*>(words.data());
  for (std::size_t i = 0; i < begin.size(); ++i) {
    const std::uint32_t length = end[i] - begin[i];
    std::uint32_t count;
    if (length <= 56) [[likely]] {
      // Eight bytes from the one that holds the first bit reach 57 bits at least.
      std::uint64_t bits;
      std::memcpy(&bits, bytes + begin[i] / 8, sizeof bits);
      bits = bits >> (begin[i] % 8) & ((std::uint64_t{1} << length) - 1);
      count = static_cast<std::uint32_t>(std::popcount(bits));
    } else {
      count = count_long_range(words, begin[i], end[i]);
    }
    weight[i] = std::max<std::uint32_t>(1, count);
  }
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leitong {

HWY_EXPORT(find_bits);
HWY_EXPORT(list_bits);
HWY_EXPORT(keep_set);
HWY_EXPORT(count_bits);
HWY_EXPORT(count_ranges);

void find_member_bits(std::u16string_view units, const MemberRule& rule, std::uint64_t* words) {
  HWY_DYNAMIC_DISPATCH(find_bits)(units, rule, words);
}

void list_set_bits(std::span<const std::uint64_t> words, std::uint32_t* positions) {
  HWY_DYNAMIC_DISPATCH(list_bits)(words, positions);
}

std::size_t keep_set_units(std::u16string_view units, std::span<const std::uint64_t> words,
                           char16_t* out, bool& single) {
  return HWY_DYNAMIC_DISPATCH(keep_set)(units, words, out, single);
}

std::size_t count_set_bits(std::span<const std::uint64_t> words) {
  return HWY_DYNAMIC_DISPATCH(count_bits)(words);
}

void count_bits_in_ranges(std::span<const std::uint64_t> words,
                          std::span<const std::uint32_t> begin, std::span<const std::uint32_t> end,
                          std::uint32_t* weight) {
  HWY_DYNAMIC_DISPATCH(count_ranges)(words, begin, end, weight);
}

}  // namespace leitong
#endif
