// Of plain ASCII the fold is: capitals become small, a tab is a blank. The exact form is the same
// if no two blanks meet, without those at both ends. So of every byte of a block, whatever it is
// part of, a vector says at once what it becomes, and a bitmap whether it stands for more than
// that: another control, no ASCII, a blank behind a blank. A text is as plain as the bits over it
// are 0. Blanks at its front are skipped, so a bit that a blank before the text has set does not
// matter.
#include "text/plain_exact_forms.h"

#include <algorithm>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/plain_exact_forms.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "text/lane_bits-inl.h"

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kWindow = 64;

using D8 = hn::CappedTag<std::uint8_t, kWindow>;

struct WindowBits {
  std::uint64_t odd = 0;  // neither printable nor a tab
  std::uint64_t blank = 0;
};

HWY_INLINE WindowBits fold_window(const std::uint8_t* bytes, std::uint8_t* out) {
  const D8 d;
  const auto space = hn::Set(d, std::uint8_t{' '});
  WindowBits bits;
  for (std::size_t i = 0; i < kWindow; i += hn::Lanes(d)) {
    const auto v = hn::LoadU(d, bytes + i);
    const auto tab = hn::Eq(v, hn::Set(d, std::uint8_t{'\t'}));
    const auto known = hn::Or(tab, in_range(d, v, ' ', '~'));
    const auto small = hn::IfThenElse(in_range(d, v, 'A', 'Z'), hn::Or(v, space), v);
    const auto folded = hn::IfThenElse(tab, space, small);
    hn::StoreU(folded, d, out + i);
    bits.odd |= bits_of(d, hn::Not(known)) << i;
    bits.blank |= bits_of(d, hn::Eq(folded, space)) << i;
  }
  return bits;
}

void fold_windows(std::string_view block, std::uint8_t* folded, std::uint64_t* strange) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(block.data());
  std::uint64_t carry = 0;  // whether the window before ends with a blank
  for (std::size_t left = block.size(); left > 0;) {
    std::uint8_t last[kWindow] = {};
    if (left < kWindow) std::memcpy(last, bytes, left);
    const WindowBits bits = fold_window(left < kWindow ? last : bytes, folded);
    *strange++ = bits.odd | (bits.blank & (bits.blank << 1 | carry));
    carry = bits.blank >> 63;
    const std::size_t done = std::min(left, kWindow);
    bytes += done;
    left -= done;
    folded += kWindow;
  }
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leitong {

HWY_EXPORT(fold_windows);

void PlainExactForms::assign(std::string_view block) {
  const std::size_t windows = (block.size() + kBits - 1) / kBits;
  if (strange_.size() < windows) {
    folded_.resize(windows * kBits);
    strange_.resize(windows);
  }
  HWY_DYNAMIC_DISPATCH(fold_windows)
  (block, reinterpret_cast<std::uint8_t*>(folded_.data()), strange_.data());
}

}  // namespace leitong
#endif
