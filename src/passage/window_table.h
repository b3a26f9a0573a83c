// Where each window of a text stands for the first time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace leitong {

// By hashes that are spread evenly. 16 bytes an entry, of which up to three quarters are in use.
class WindowTable {
 public:
  // The position that came with this hash first; nothing if there was none, and then this is it.
  std::optional<std::uint64_t> find_or_add(std::uint64_t hash, std::uint64_t position);

  [[nodiscard]] std::size_t memory_bytes() const { return slots_.capacity() * sizeof(Slot); }

 private:
  static constexpr std::uint64_t kEmpty = ~std::uint64_t{0};
  struct Slot {
    std::uint64_t hash = 0;
    std::uint64_t position = kEmpty;
  };

  [[nodiscard]] Slot& slot_of(std::uint64_t hash);
  void grow();

  std::vector<Slot> slots_;  // open addressing; a power of two
  std::size_t used_ = 0;
};

}  // namespace leitong
