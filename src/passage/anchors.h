// Anchors: places in a text that all copies of a passage share, since they are chosen by what the
// passage says alone.
//
// A text stands here as UTF-16 units and the positions of those that carry weight. A window is the
// stretch from one unit with weight to the last of as many as the minimum (docs/design.md section
// 2). Which units inside a window carry weight must follow from its units.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace leitong {

// What stands on both sides of an anchor, in short. Of each side half of what windows have besides
// the gram is looked at, so every window with this anchor holds one of them, or both.
struct AnchorContext {
  static constexpr unsigned kBits = 11;

  std::uint16_t before = 0;  // a hash; 0: so much does not stand there
  std::uint16_t behind = 0;

  // Whether a window may stand at both, if their anchors are equal.
  [[nodiscard]] bool may_share_window(const AnchorContext& other) const {
    return (before != 0 && before == other.before) || (behind != 0 && behind == other.behind);
  }
  bool operator==(const AnchorContext&) const = default;
};

struct Anchor {
  std::uint64_t fingerprint = 0;  // of the gram that begins here
  AnchorContext context = {};
  std::uint32_t position = 0;  // in the units
  // Windows are numbered by their first unit with weight. This is the anchor of these.
  std::uint32_t first_window = 0;
  std::uint32_t last_window = 0;
};

// Keeps its memory from call to call. Not for use by two threads at once.
class AnchorSelector {
 public:
  // `window_weight`: at least 1.
  explicit AnchorSelector(std::uint32_t window_weight);

  // Appends the anchors of all windows of one text to `out`, in order. Equal windows have their
  // anchors at equal distance from their beginnings, with equal fingerprints if `seed` is equal.
  // `weights` are positions in `units`, in order. Of fewer than 2^32 units.
  void select(std::u16string_view units, std::span<const std::uint32_t> weights, std::uint64_t seed,
              std::vector<Anchor>& out);

  [[nodiscard]] std::uint32_t window_weight() const { return window_weight_; }

 private:
  void order_grams(std::u16string_view units, std::span<const std::uint32_t> weights);
  [[nodiscard]] AnchorContext context(std::u16string_view units,
                                      std::span<const std::uint32_t> weights,
                                      std::size_t gram) const;

  std::uint32_t window_weight_;
  std::uint32_t gram_weight_;
  std::uint32_t context_weight_;
  std::vector<std::uint64_t> keys_;  // of grams: a hash, then its number
  std::vector<std::uint64_t> least_behind_;
};

}  // namespace leitong
