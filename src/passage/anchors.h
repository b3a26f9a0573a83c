// Anchors: places in a text that all copies of a passage share, since they are chosen by what the
// passage says alone.
//
// A text stands here as UTF-16 units and the positions of those that carry weight. A window is the
// stretch from one unit with weight to the last of as many as the minimum (docs/design.md section
// 2). Which units inside a window carry weight must follow from its units.
#pragma once

#include <array>
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
  // So many grams are looked at together. No result depends on it.
  static constexpr std::uint32_t kChunkGrams = 4096;

  // `window_weight`: at least 1.
  explicit AnchorSelector(std::uint32_t window_weight);

  // Appends the anchors of all windows of one text to `out`, in order. Equal windows have their
  // anchors at equal distance from their beginnings, with equal fingerprints if `seed` is equal.
  // `weights` are positions in `units`, in order. Of fewer than 2^32 units.
  void select(std::u16string_view units, std::span<const std::uint32_t> weights, std::uint64_t seed,
              std::vector<Anchor>& out);

  [[nodiscard]] std::uint32_t window_weight() const { return window_weight_; }

 private:
  // Fills keys_ with those of the grams that begin there.
  void order_grams(std::u16string_view units, std::span<const std::uint32_t> grams);
  // Without its windows.
  [[nodiscard]] Anchor anchor_at(std::u16string_view units, std::span<const std::uint32_t> weights,
                                 std::uint64_t seed, std::size_t gram) const;
  [[nodiscard]] AnchorContext context(std::u16string_view units,
                                      std::span<const std::uint32_t> weights,
                                      std::size_t gram) const;

  std::uint32_t window_weight_;
  std::uint32_t gram_weight_;
  std::uint32_t grams_in_window_;
  std::uint32_t context_weight_;
  // Of one chunk: keys of grams, then the least of each window; the last windows of anchors.
  std::vector<std::uint32_t> keys_;
  std::array<std::uint64_t, kChunkGrams / 64> anchor_ends_ = {};
};

}  // namespace leitong
