// First fit: the lowest base at which all cells of the row are free. Large rows should come first;
// small ones then fill the gaps. 64 bases are tried at once: those that would put column c on a
// taken place are the bits of `taken` from there on.
#include "text/tables/make_segmenter_tables_rows.h"

#include <algorithm>
#include <bit>

namespace leitong {
namespace {

// The 64 bits from bit `i` on; beyond the end they are 0.
std::uint64_t bits_from(const std::vector<std::uint64_t>& words, std::size_t i) {
  const auto word = [&](std::size_t w) { return w < words.size() ? words[w] : 0; };
  const std::size_t shift = i % 64;
  const std::uint64_t low = word(i / 64) >> shift;
  return shift == 0 ? low : low | word(i / 64 + 1) << (64 - shift);
}

void set_bit(std::vector<std::uint64_t>& words, std::size_t i) {
  if (words.size() <= i / 64) words.resize(i / 64 + 1);
  words[i / 64] |= std::uint64_t{1} << (i % 64);
}

}  // namespace

std::uint32_t RowPacker::place(std::span<const std::uint32_t> columns) {
  for (std::size_t first = 0;; first += 64) {
    std::uint64_t fits = ~bits_from(bases_, first);
    for (std::size_t i = 0; i < columns.size() && fits != 0; ++i) {
      fits &= ~bits_from(taken_, first + columns[i]);
    }
    if (fits == 0) continue;
    const std::size_t base = first + static_cast<std::size_t>(std::countr_zero(fits));
    set_bit(bases_, base);
    for (const std::uint32_t column : columns) set_bit(taken_, base + column);
    size_ = std::max(size_, base + columns.back() + 1);
    return static_cast<std::uint32_t>(base);
  }
}

std::uint32_t RowPacker::unused_base() {
  std::size_t base = 0;
  while ((bits_from(bases_, base) & 1) != 0) ++base;
  set_bit(bases_, base);
  return static_cast<std::uint32_t>(base);
}

}  // namespace leitong
