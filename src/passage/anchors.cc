// Minimizers (Schleimer, Wilkerson and Aiken 2003; Roberts et al. 2004). A gram is the stretch from
// one unit with weight to the last of `g`. Every gram has a key that depends on its units, and the
// anchor of a window is the leftmost of its grams with the least key. So two windows with the same
// units have their anchors in the same place, and whoever looks at equal anchors only misses no
// repeated window. Neighbouring windows mostly share their anchor: of w grams a window, 2 in w + 1
// are anchors where keys are spread evenly.
//
// Keys are hashes of the first four units of a gram: one load and one multiplication. The
// fingerprint, of the whole gram, is computed for anchors alone.
//
// A gram is shorter than a window, and turns of phrase are repeated far more often than windows. So
// an anchor says a little of its neighbourhood too: of a window of weight L the gram of weight g
// leaves L - g, of which half or more stands on one side. The hash of a side has the four units
// that are farthest from the gram and how far away they are.
//
// The least key of each w consecutive ones takes three comparisons a gram, whatever the keys are
// (van Herk 1992; Gil and Werman 1993): the keys are cut into blocks of w, and the least of a
// window is that of the rest of one block, computed backwards once, and the beginning of the next.
// Rejected: looking again at a window when its least key leaves it, whose branches can't be
// foretold.
//
// In a text of one character every gram is an anchor, for there all windows are equal.
#include "passage/anchors.h"

#include <algorithm>
#include <cstring>

#include "base/hash.h"

namespace leitong {
namespace {

constexpr std::uint32_t kMostGramWeight = 16;
constexpr std::uint32_t kKeyUnits = 4;

// Four units at once, or of short grams the first one, to 32 bits.
std::uint64_t key_hash(const char16_t* units, bool four) {
  std::uint64_t x = *units;
  if (four) std::memcpy(&x, units, kKeyUnits * sizeof(char16_t));
  x ^= x >> 29;
  return (x * 0x9E3779B97F4A7C15ULL) >> 32;
}

// Of the four units from `far` on, or as many as there are, and the distance `size`.
std::uint16_t context_hash(const char16_t* far, std::size_t size, std::size_t count) {
  std::uint64_t x = 0;
  if (count >= kKeyUnits) {
    std::memcpy(&x, far, kKeyUnits * sizeof(char16_t));
  } else {
    std::memcpy(&x, far, count * sizeof(char16_t));
  }
  const std::uint64_t hash = mix64(x ^ size << 48) >> (64 - AnchorContext::kBits);
  return static_cast<std::uint16_t>(std::max<std::uint64_t>(1, hash));
}

std::string_view as_bytes(std::u16string_view units) {
  return {reinterpret_cast<const char*>(units.data()), units.size() * sizeof(char16_t)};
}

}  // namespace

AnchorSelector::AnchorSelector(std::uint32_t window_weight)
    : window_weight_(std::max(1U, window_weight)),
      gram_weight_(std::clamp(window_weight_ / 3, 1U, kMostGramWeight)),
      context_weight_((window_weight_ - gram_weight_ + 1) / 2) {}

void AnchorSelector::order_grams(std::u16string_view units,
                                 std::span<const std::uint32_t> weights) {
  const std::size_t grams = weights.size() - gram_weight_ + 1;
  keys_.resize(grams);
  const bool four = gram_weight_ >= kKeyUnits;
  for (std::size_t gram = 0; gram < grams; ++gram) {
    keys_[gram] = key_hash(units.data() + weights[gram], four) << 32 | gram;
  }
}

AnchorContext AnchorSelector::context(std::u16string_view units,
                                      std::span<const std::uint32_t> weights,
                                      std::size_t gram) const {
  AnchorContext context;
  const std::size_t last = gram + gram_weight_ - 1;
  if (gram >= context_weight_) {
    const std::size_t begin = weights[gram - context_weight_];
    const std::size_t size = weights[last] + 1 - begin;
    context.before =
        context_hash(units.data() + begin, size, std::min<std::size_t>(size, kKeyUnits));
  }
  if (weights.size() - last > context_weight_) {
    const std::size_t end = std::size_t{weights[last + context_weight_]} + 1;
    const std::size_t size = end - weights[gram];
    const std::size_t count = std::min<std::size_t>(size, kKeyUnits);
    context.behind = context_hash(units.data() + end - count, size, count);
  }
  return context;
}

void AnchorSelector::select(std::u16string_view units, std::span<const std::uint32_t> weights,
                            std::uint64_t seed, std::vector<Anchor>& out) {
  if (weights.size() < window_weight_) return;
  order_grams(units, weights);
  const std::size_t windows = weights.size() - window_weight_ + 1;
  const std::size_t grams_in_window = window_weight_ - gram_weight_ + 1;
  least_behind_.resize(grams_in_window);

  const std::size_t first_anchor = out.size();
  constexpr std::uint64_t kNone = ~std::uint64_t{0};
  std::uint64_t anchor_key = kNone;
  for (std::size_t block = 0; block < windows; block += grams_in_window) {
    std::uint64_t least = kNone;
    for (std::size_t i = grams_in_window; i-- > 0;) {
      least = std::min(least, keys_[block + i]);
      least_behind_[i] = least;
    }
    least = kNone;
    const std::size_t count = std::min(grams_in_window, windows - block);
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) least = std::min(least, keys_[block + grams_in_window + i - 1]);
      const std::uint64_t key = std::min(least_behind_[i], least);
      const auto window = static_cast<std::uint32_t>(block + i);
      if (key == anchor_key) continue;
      anchor_key = key;
      if (out.size() > first_anchor) out.back().last_window = window - 1;
      const std::uint64_t gram = key & 0xFFFF'FFFF;
      const std::uint32_t begin = weights[gram];
      const std::uint32_t last = weights[gram + gram_weight_ - 1];
      out.push_back({.fingerprint = hash64(as_bytes(units.substr(begin, last + 1 - begin)), seed),
                     .context = context(units, weights, gram),
                     .position = begin,
                     .first_window = window});
    }
  }
  out.back().last_window = static_cast<std::uint32_t>(windows - 1);
}

}  // namespace leitong
