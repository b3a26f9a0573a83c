#include "text/segmenter/hard.h"

#include <algorithm>

namespace leitong {
namespace {

// Copies the bits [0, count) of `from` to the bits from `begin` on of `to`.
void copy_bits(std::span<const std::uint64_t> from, std::size_t count, std::span<std::uint64_t> to,
               std::size_t begin) {
  for (std::size_t done = 0; done < count;) {
    const std::size_t at = begin + done;
    const std::size_t take = std::min({64 - at % 64, 64 - done % 64, count - done});
    const std::uint64_t mask = take == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << take) - 1;
    const std::uint64_t bits = from[done / 64] >> (done % 64) & mask;
    to[at / 64] = (to[at / 64] & ~(mask << (at % 64))) | bits << (at % 64);
    done += take;
  }
}

}  // namespace

void HardStretches::segment(std::u16string_view text, std::size_t begin, std::size_t end,
                            std::span<std::uint64_t> starts, std::span<std::uint64_t> words) {
  icu_->segment(text.substr(begin, end - begin), answer_);
  copy_bits(answer_.starts, end - begin, starts, begin);
  copy_bits(answer_.words, end - begin, words, begin);
}

}  // namespace leitong
