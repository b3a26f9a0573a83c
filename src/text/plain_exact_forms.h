// The exact forms of those texts of a block that are plain ASCII.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace leitong {

// Reused: assign() keeps the memory.
class PlainExactForms {
 public:
  // Looks at all of `block`, which may go afterwards.
  void assign(std::string_view block);

  // What exact_form() makes of the fold of the bytes [begin, end) of the block, NFKC_Casefold
  // included; nothing if that is empty, or not a matter of letters, single blanks and trimming
  // alone. Until the next assign().
  [[nodiscard]] std::optional<std::string_view> find(std::size_t begin, std::size_t end) const;

 private:
  static constexpr std::size_t kBits = 64;  // of a word of the bitmap: a window

  [[nodiscard]] bool is_plain(std::size_t begin, std::size_t end) const;

  std::vector<char> folded_;            // whole windows
  std::vector<std::uint64_t> strange_;  // a bit a byte
};

inline std::optional<std::string_view> PlainExactForms::find(std::size_t begin,
                                                             std::size_t end) const {
  while (begin < end && folded_[begin] == ' ') ++begin;
  while (begin < end && folded_[end - 1] == ' ') --end;
  if (begin == end || !is_plain(begin, end)) return std::nullopt;
  return std::string_view(folded_.data() + begin, end - begin);
}

inline bool PlainExactForms::is_plain(std::size_t begin, std::size_t end) const {
  const std::size_t first = begin / kBits;
  const std::size_t last = (end - 1) / kBits;
  const std::uint64_t from_begin = ~std::uint64_t{0} << begin % kBits;
  const std::uint64_t to_end = ~std::uint64_t{0} >> (kBits - 1 - (end - 1) % kBits);
  if (first == last) return (strange_[first] & from_begin & to_end) == 0;
  std::uint64_t strange = (strange_[first] & from_begin) | (strange_[last] & to_end);
  for (std::size_t i = first + 1; i < last; ++i) strange |= strange_[i];
  return strange == 0;
}

}  // namespace leitong
