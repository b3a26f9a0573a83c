#include "passage/repeat_finder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "passage_search.h"
#include "random_records.h"
#include "reference/repeated_windows.h"

namespace leitong {
namespace {

using reference::FoundRepeat;
using reference::RepeatedWindows;
using reference::WeightedText;

std::vector<FoundRepeat> by_definition(const WeightedText& text, std::uint32_t window_weight,
                                       bool within_record) {
  const std::vector<std::size_t> all(text.units.size(), 0);
  return RepeatedWindows(text, window_weight).find(within_record ? text.record : all);
}

WeightedText weightless_nowhere(const std::u16string& units) {
  WeightedText text;
  text.add_record(units, std::vector<bool>(units.size(), true));
  return text;
}

std::string show(std::vector<FoundRepeat> repeats, bool with_before = true) {
  std::string text;
  for (FoundRepeat& repeat : repeats) {
    if (!with_before) repeat.before = 0;
    text += "[" + std::to_string(repeat.begin) + "," + std::to_string(repeat.end) +
            ")=" + std::to_string(repeat.source) + "-" + std::to_string(repeat.before) + " ";
  }
  return text;
}

TEST(RepeatFinder, EveryTextOverTwoLetters) {
  for (std::size_t length = 1; length <= 16; ++length) {
    for (std::size_t number = 0; number < std::size_t{1} << length; ++number) {
      std::u16string units;
      for (std::size_t i = 0; i < length; ++i) units += (number >> i & 1) != 0 ? u'b' : u'a';
      const WeightedText text = weightless_nowhere(units);
      for (std::uint32_t weight = 1; weight <= 8; ++weight) {
        const std::size_t many = (number + weight) % 2 == 0 ? 0 : kNever;
        ASSERT_EQ(Search(text, weight, {.many_places = many}).run(),
                  by_definition(text, weight, false))
            << "length " << length << " number " << number << " weight " << weight;
      }
    }
  }
}

TEST(RepeatFinder, RandomTextsInPieces) {
  const unsigned seed = 20261122;
  std::mt19937 random(seed);
  for (int round = 0; round < 1500; ++round) {
    const WeightedText text = random_records(random);
    const auto weight = static_cast<std::uint32_t>(1 + random() % 40);
    const bool within_record = random() % 4 == 0;
    const auto expected = by_definition(text, weight, within_record);
    for (const std::size_t many : {std::size_t{0}, std::size_t{1}, std::size_t{16}, kNever}) {
      for (const std::size_t piece : {std::size_t{1}, 1 + random() % 60, kNever}) {
        const Settings settings{.many_places = many,
                                .piece = piece,
                                .stretch = 1 + random() % 100,
                                .within_record = within_record};
        ASSERT_EQ(show(Search(text, weight, settings).run()), show(expected, piece == kNever))
            << "seed " << seed << " round " << round << " weight " << weight << " many " << many
            << " piece " << piece << " stretch " << settings.stretch;
      }
    }
  }
}

TEST(RepeatFinder, APeriodLeavesOneOfIt) {
  std::u16string units;
  for (int i = 0; i < 5; ++i) units += u"abcdefghij";
  const WeightedText text = weightless_nowhere(units);
  EXPECT_EQ(Search(text, 8, {}).run(), (std::vector<FoundRepeat>{{10, 50, 0, 0}}));
}

}  // namespace
}  // namespace leitong
