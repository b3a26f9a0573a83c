// Eight units that stay as they are, since the only white space among them is single spaces, are
// copied at once: that is most of any text. The others go one by one without a branch on what they
// are.
#include "text/exact_form.h"

#include <algorithm>
#include <cstdint>

#include "leitong/fold.h"

namespace leitong {
namespace {

constexpr std::size_t kBlock = 8;

// Every White_Space character other than the space is below it or from U+0085 to U+3000.
bool stays(const char16_t* units) {
  unsigned changes = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    changes |= (units[i] < 0x20) | (static_cast<char16_t>(units[i] - 0x85) <= 0x3000 - 0x85);
  }
  for (std::size_t i = 1; i < kBlock; ++i) changes |= (units[i - 1] == u' ') & (units[i] == u' ');
  return changes == 0;
}

}  // namespace

void exact_form(std::u16string_view folded, std::u16string& out) {
  out.resize_and_overwrite(folded.size(), [&](char16_t* to, std::size_t) {
    const char16_t* in = folded.data();
    const char16_t* const end = in + folded.size();
    std::size_t written = 0;
    bool after_space = true;  // so that none is written at the front
    while (in != end) {
      if (end - in >= static_cast<std::ptrdiff_t>(kBlock) && stays(in) &&
          !(after_space && *in == u' ')) {
        std::copy(in, in + kBlock, to + written);
        in += kBlock;
        written += kBlock;
        after_space = in[-1] == u' ';
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
