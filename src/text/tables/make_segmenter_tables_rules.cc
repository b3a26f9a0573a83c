#include "text/tables/make_segmenter_tables_rules.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "text/segmenter/classes.h"
#include "text/segmenter/rule_bits.h"

namespace leitong {
namespace {

struct Sample {
  char16_t unit;
  std::uint64_t ClassBits::* first;
  std::uint64_t ClassBits::* second = nullptr;
  std::uint64_t ClassBits::* third = nullptr;
};

constexpr Sample kSamples[] = {
    {u'a', &ClassBits::letter},
    {u'1', &ClassBits::number},
    {u'_', &ClassBits::joiner},
    {u' ', &ClassBits::space},
    {u'·', &ClassBits::mid_letter},
    {u',', &ClassBits::mid_number},
    {u'.', &ClassBits::mid_letter, &ClassBits::mid_number},
    {u'가', &ClassBits::hangul},
    {u'中', &ClassBits::divided},
    {u'カ', &ClassBits::divided, &ClassBits::katakana},
    {u'々', &ClassBits::divided, &ClassBits::repeat},
    {u'!', nullptr},
};
constexpr std::size_t kLongest = 5;

bool agree(const WordRules& rules, std::span<const std::size_t> samples) {
  std::array<ClassBits, 2> blocks = {};
  std::array<unsigned, kLongest> categories = {};
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const Sample& sample = kSamples[samples[i]];
    categories[i] = rules.category(sample.unit);
    for (const auto member : {sample.first, sample.second, sample.third}) {
      if (member != nullptr) blocks[0].*member |= std::uint64_t{1} << i;
    }
  }
  RuleBits bits;
  find_rule_bits(blocks.data(), 1, &bits);
  const std::uint64_t starts = ~(bits.joined | bits.inside);
  const std::uint64_t words = word_bits(blocks[0], starts, starts >> 1, starts, starts >> 1);

  for (std::size_t at = 0; at < samples.size();) {
    const WordRules::Segment segment =
        rules.first_segment(categories.data() + at, samples.size() - at);
    if ((words >> at & 1) != segment.is_word) return false;
    for (std::size_t i = at; i < at + segment.length; ++i) {
      if ((starts >> i & 1) != (i == at)) return false;
    }
    at += segment.length;
  }
  return true;
}

}  // namespace

bool rules_are_known(const WordRules& rules) {
  std::array<std::size_t, kLongest> digits = {};
  for (std::size_t length = 1; length <= kLongest; ++length) {
    std::size_t place = 0;
    digits = {};
    while (place < length) {
      if (!agree(rules, std::span(digits).first(length))) return false;
      for (place = 0; place < length && ++digits[place] == std::size(kSamples); ++place) {
        digits[place] = 0;
      }
    }
  }
  return true;
}

}  // namespace leitong
