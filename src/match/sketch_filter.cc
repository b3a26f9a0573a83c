// MinHash: of each value its lowest 4 bits are kept, 64 bytes a record for k = 128, one cache line.
// Two values that differ agree in 4 bits by chance in 1 of 16 cases, so of two records with
// similarity J a share p(J) = J + (1 - J) / 16 agrees (b-bit minwise hashing, Li and König 2010). A
// candidate is rejected if fewer than k p(t) - 4 sqrt(k p(t) (1 - p(t))) values agree: below the
// threshold t by four standard errors, which happens to 3 in 100,000 pairs at the threshold. 8 bits
// reject hardly more (29,064 against 29,339 survivors of 36,522 on half-duplicate Chinese).
//
// These constants decide results in those rare cases, and so are part of the sketch format.
//
// SimHash: the fingerprint itself; a candidate passes within the distance asked for.
#include "match/sketch_filter.h"

#include <algorithm>
#include <cmath>

#include "leitong/simhash.h"

namespace leitong {
namespace {

constexpr unsigned kBits = SketchFilter::kBits;
constexpr unsigned kValues = 64 / kBits;  // a word
constexpr std::uint64_t kLowestBits = 0x1111111111111111ULL;

// How many of the 4-bit values of a and b agree. Up to eight words are counted in 4-bit lanes
// before these are summed.
unsigned count_equal(const std::uint64_t* a, const std::uint64_t* b, std::size_t words) {
  constexpr std::uint64_t kEveryOtherValue = 0x0F0F0F0F0F0F0F0FULL;
  constexpr std::size_t kWordsAtOnce = 8;
  unsigned equal = 0;
  for (std::size_t first = 0; first < words; first += kWordsAtOnce) {
    std::uint64_t lanes = 0;
    for (std::size_t i = first; i < std::min(words, first + kWordsAtOnce); ++i) {
      std::uint64_t differ = a[i] ^ b[i];
      differ |= differ >> 1;
      differ |= differ >> 2;
      lanes += ~differ & kLowestBits;
    }
    const std::uint64_t bytes = (lanes & kEveryOtherValue) + (lanes >> kBits & kEveryOtherValue);
    equal += static_cast<unsigned>(bytes * 0x0101010101010101ULL >> 56);
  }
  return equal;
}

}  // namespace

unsigned SketchFilter::least_equal_values(std::size_t k, double threshold) {
  const auto values = static_cast<double>(k);
  const double agree = threshold + (1 - threshold) / (1 << kBits);
  const double least = values * agree - 4 * std::sqrt(values * agree * (1 - agree));
  return static_cast<unsigned>(std::ceil(std::max(0.0, least - 1e-9)));
}

SketchFilter::SketchFilter(const NearOptions& options)
    : method_(options.method), distance_(options.distance), words_(words(options)) {
  if (method_ == NearMethod::kMinhash) {
    least_equal_ = least_equal_values(bins(options.sketch), options.threshold);
  }
}

std::size_t SketchFilter::words(const NearOptions& options) {
  return options.method == NearMethod::kSimhash ? 1 : bins(options.sketch) / kValues;
}

void SketchFilter::pack(NearMethod method, std::span<const std::uint32_t> sketch,
                        std::span<std::uint64_t> out) {
  if (method == NearMethod::kSimhash) {
    out[0] = sketch[0] | std::uint64_t{sketch[1]} << 32;
    return;
  }
  for (std::size_t word = 0; word < out.size(); ++word) {
    std::uint64_t packed = 0;
    for (std::size_t i = 0; i < kValues; ++i) {
      packed |= std::uint64_t{sketch[word * kValues + i] & 0xF} << (kBits * i);
    }
    out[word] = packed;
  }
}

void SketchFilter::push(std::span<const std::uint64_t> packed) {
  for (const std::uint64_t word : packed) kept_.push_back(word);
}

bool SketchFilter::passes(std::span<const std::uint64_t> packed,
                          std::span<const std::uint64_t> other) const {
  if (method_ == NearMethod::kSimhash) return hamming_distance(packed[0], other[0]) <= distance_;
  return count_equal(packed.data(), other.data(), words_) >= least_equal_;
}

}  // namespace leitong
