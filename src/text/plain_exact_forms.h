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
  [[nodiscard]] bool is_plain(std::size_t begin, std::size_t end) const;

  std::vector<char> folded_;            // whole windows
  std::vector<std::uint64_t> strange_;  // a bit a byte
};

}  // namespace leitong
