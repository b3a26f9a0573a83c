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
// Of long windows only the first kMostGrams grams count. A key is 20 bits of a hash, then where its
// gram stands in a chunk of the text, so the least of the keys is the leftmost of the least hashes.
// Finding it for all windows of a chunk is window_minima.h's. Rejected: looking again at a window
// when its least key leaves it, whose branches can't be foretold.
//
// In a text of one character every gram is an anchor, for there all windows are equal.
#include "passage/anchors.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/hash.h"
#include "passage/window_minima.h"

namespace leitong {
namespace {

constexpr std::uint32_t kMostGramWeight = 16;
constexpr std::uint32_t kKeyUnits = 4;

constexpr std::uint32_t kPlaceMask = AnchorSelector::kChunkGrams - 1;
constexpr std::uint32_t kMostGrams = 1024;  // of a window

// Four units at once, or of short grams the first one, to the bits above the place.
std::uint32_t key_hash(const char16_t* units, bool four) {
  std::uint64_t x = *units;
  if (four) std::memcpy(&x, units, kKeyUnits * sizeof(char16_t));
  x ^= x >> 29;
  return static_cast<std::uint32_t>((x * 0x9E3779B97F4A7C15ULL) >> 32) & ~kPlaceMask;
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
      grams_in_window_(std::min(window_weight_ - gram_weight_ + 1, kMostGrams)),
      context_weight_((window_weight_ - gram_weight_ + 1) / 2) {}

void AnchorSelector::order_grams(std::u16string_view units, std::span<const std::uint32_t> grams) {
  if (keys_.size() < grams.size() + kMinimaPadding) keys_.resize(grams.size() + kMinimaPadding);
  const bool four = gram_weight_ >= kKeyUnits;
  for (std::uint32_t place = 0; place < grams.size(); ++place) {
    keys_[place] = key_hash(units.data() + grams[place], four) | place;
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
  const std::size_t first_anchor = out.size();
  const std::size_t windows = weights.size() - window_weight_ + 1;
  const std::size_t chunk_windows = kChunkGrams - grams_in_window_ + 1;
  for (std::size_t first = 0; first < windows; first += chunk_windows) {
    const std::size_t count = std::min(chunk_windows, windows - first);
    order_grams(units, weights.subspan(first, count + grams_in_window_ - 1));
    find_window_minima(keys_.data(), count, grams_in_window_, anchor_ends_.data());
    for (std::size_t word = 0; word * 64 < count; ++word) {
      for (std::uint64_t ends = anchor_ends_[word]; ends != 0; ends &= ends - 1) {
        const std::size_t window = word * 64 + static_cast<std::size_t>(std::countr_zero(ends));
        const std::size_t gram = first + (keys_[window] & kPlaceMask);
        const bool is_first = out.size() == first_anchor;
        // An anchor of two chunks is one.
        if (is_first || out.back().position != weights[gram]) {
          const std::uint32_t first_window = is_first ? 0 : out.back().last_window + 1;
          out.push_back(anchor_at(units, weights, seed, gram));
          out.back().first_window = first_window;
        }
        out.back().last_window = static_cast<std::uint32_t>(first + window);
      }
    }
  }
}

Anchor AnchorSelector::anchor_at(std::u16string_view units, std::span<const std::uint32_t> weights,
                                 std::uint64_t seed, std::size_t gram) const {
  const std::uint32_t begin = weights[gram];
  const std::uint32_t last = weights[gram + gram_weight_ - 1];
  return {.fingerprint = hash64(as_bytes(units.substr(begin, last + 1 - begin)), seed),
          .context = context(units, weights, gram),
          .position = begin};
}

}  // namespace leitong
