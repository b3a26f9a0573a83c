// Where each window of a text stands for the first time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace leitong {

// By hashes that are spread evenly. 12 bytes an entry, of which 60 to 80 % are in use.
class WindowTable {
 public:
  // Positions are less than this.
  static constexpr std::uint64_t kPositions = std::uint64_t{1} << 40;

  // Gives the positions that came with this hash to `is_same`, until it says that one of them is
  // the same window. Few may be given that came with a hash which has most of its bits.
  template <class IsSame>
  void find(std::uint64_t hash, IsSame is_same) {
    Part& part = part_of(hash);
    if (!part.slots.empty()) find_slot(part, Slot(hash, 0), is_same);
  }

  // Adds `position` if `is_same` never said so.
  template <class IsSame>
  void find_or_add(std::uint64_t hash, std::uint64_t position, IsSame is_same) {
    Part& part = part_of(hash);
    if ((part.used + 1) * 5 > part.slots.size() * 4) grow(part);
    const Slot added(hash, position);
    Slot& slot = part.slots[find_slot(part, added, is_same)];
    if (!slot.is_empty()) return;
    slot = added;
    ++part.used;
  }

  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  static constexpr unsigned kPartBits = 6;

  // 40 bits of a position, and of a hash the 56 that come last.
  struct Slot {
    std::uint32_t hash_low = 0;
    std::uint32_t position_low = ~std::uint32_t{0};
    std::uint32_t high_bits = ~std::uint32_t{0};  // of the hash 24, of the position 8

    Slot() = default;
    Slot(std::uint64_t hash, std::uint64_t position)
        : hash_low(static_cast<std::uint32_t>(hash)),
          position_low(static_cast<std::uint32_t>(position)),
          high_bits(static_cast<std::uint32_t>(hash >> 32) << 8 |
                    static_cast<std::uint32_t>(position >> 32)) {}

    [[nodiscard]] std::uint64_t hash() const {
      return std::uint64_t{high_bits >> 8} << 32 | hash_low;
    }
    [[nodiscard]] std::uint64_t position() const {
      return std::uint64_t{high_bits & 0xFF} << 32 | position_low;
    }
    [[nodiscard]] bool is_empty() const { return position() == kPositions - 1; }
  };
  static_assert(sizeof(Slot) == 12);

  // Open addressing. Each part grows by itself, so that the whole never exists twice.
  struct Part {
    std::vector<Slot> slots;
    std::size_t used = 0;
  };

  [[nodiscard]] Part& part_of(std::uint64_t hash) { return parts_[hash >> (64 - kPartBits)]; }

  // The leading bits of the low half are spread over the slots.
  [[nodiscard]] static std::size_t home(const Part& part, const Slot& slot) {
    return std::uint64_t{slot.hash_low} * part.slots.size() >> 32;
  }
  [[nodiscard]] static std::size_t next(const Part& part, std::size_t i) {
    return i + 1 == part.slots.size() ? 0 : i + 1;
  }

  // Of the same window, or the empty one where it would be.
  template <class IsSame>
  static std::size_t find_slot(const Part& part, const Slot& wanted, IsSame& is_same) {
    std::size_t i = home(part, wanted);
    for (; !part.slots[i].is_empty(); i = next(part, i)) {
      if (part.slots[i].hash() == wanted.hash() && is_same(part.slots[i].position())) break;
    }
    return i;
  }
  static void grow(Part& part);

  std::array<Part, std::size_t{1} << kPartBits> parts_;
};

}  // namespace leitong
