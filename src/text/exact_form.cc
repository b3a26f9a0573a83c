// Eight units that can hold no white space are copied as they are: that is most of Chinese. The
// others go one by one without a branch on what they are, since spaces come at no regular distance.
#include "text/exact_form.h"

#include <algorithm>
#include <cstdint>

#include "leitong/fold.h"

namespace leitong {
namespace {

constexpr std::size_t kBlock = 8;

// Every White_Space character is at most U+0020 or from U+0085 to U+3000.
bool may_hold_white_space(const char16_t* units) {
  unsigned any = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    any |= (units[i] <= 0x20) | (static_cast<char16_t>(units[i] - 0x85) <= 0x3000 - 0x85);
  }
  return any != 0;
}

}  // namespace

void exact_form(std::u16string_view folded, std::u16string& out) {
  out.resize_and_overwrite(folded.size(), [&](char16_t* to, std::size_t) {
    const char16_t* in = folded.data();
    const char16_t* const end = in + folded.size();
    std::size_t written = 0;
    bool after_space = true;  // so that none is written at the front
    while (in != end) {
      if (end - in >= static_cast<std::ptrdiff_t>(kBlock) && !may_hold_white_space(in)) {
        std::copy(in, in + kBlock, to + written);
        in += kBlock;
        written += kBlock;
        after_space = false;
        continue;
      }
      const char16_t* const stop =
          end - in > static_cast<std::ptrdiff_t>(kBlock) ? in + kBlock : end;
      for (; in != stop; ++in) {
        const bool space = is_white_space(*in);
        to[written] = space ? u' ' : *in;
        written += !(space && after_space);
        after_space = space;
      }
    }
    return written - (written > 0 && after_space);
  });
}

}  // namespace leitong
