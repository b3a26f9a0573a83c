// Against the definition: the windows inside the parts are those that stand in so many places, and
// not for the first time.
#include "passage/frequent_repeats.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "passage_search.h"
#include "random_records.h"

namespace leitong {
namespace {

using reference::WeightedText;

std::optional<std::size_t> window_end(const WeightedText& text, std::size_t begin,
                                      std::size_t weight) {
  if (!text.carries_weight[begin]) return std::nullopt;
  for (std::size_t i = begin; text.record[i] != WeightedText::kNoRecord; ++i) {
    weight -= text.carries_weight[i] ? 1 : 0;
    if (weight == 0) return i + 1;
  }
  return std::nullopt;
}

std::vector<std::size_t> by_definition(const WeightedText& text, std::size_t weight,
                                       std::size_t least_places) {
  std::vector<std::size_t> frequent;
  for (std::size_t begin = 0; begin < text.units.size(); ++begin) {
    const auto end = window_end(text, begin, weight);
    if (!end) continue;
    const std::u16string window = text.units.substr(begin, *end - begin);
    std::size_t places = 0, before = 0;
    for (std::size_t other = 0; other < text.units.size(); ++other) {
      const auto other_end = window_end(text, other, weight);
      if (!other_end || text.units.substr(other, *other_end - other) != window) continue;
      ++places;
      before += other < begin ? 1 : 0;
    }
    if (before > 0 && places >= least_places) frequent.push_back(begin);
  }
  return frequent;
}

std::vector<std::size_t> by_parts(const WeightedText& text, std::uint32_t weight,
                                  std::size_t least_places) {
  Search search(text, weight, {});
  search.run();
  PassageCounter counter;
  for (const Repeat& repeat : search.repeats()) {
    counter.add(repeat.begin, repeat.end - repeat.tail, repeat.source);
  }
  counter.finish();
  TextSource source(text, text.units.size() + 1);
  FrequentRepeats frequent(counter, least_places, weight, source);
  std::vector<Repeat> parts;
  for (const Repeat& repeat : search.repeats()) frequent.append_parts(repeat, parts);

  std::vector<bool> inside(text.units.size(), false);
  for (const Repeat& part : parts) {
    EXPECT_LT(part.source, part.begin);
    EXPECT_EQ(text.units.substr(part.begin, part.end - part.begin),
              text.units.substr(part.source, part.end - part.begin));
    for (std::size_t begin = part.begin; begin < part.end; ++begin) {
      const auto end = window_end(text, begin, weight);
      if (end && *end <= part.end) inside[begin] = true;
    }
  }
  std::vector<std::size_t> begins;
  for (std::size_t begin = 0; begin < inside.size(); ++begin) {
    if (inside[begin]) begins.push_back(begin);
  }
  return begins;
}

TEST(FrequentRepeats, EveryTextOverTwoLetters) {
  for (std::size_t length = 1; length <= 11; ++length) {
    for (std::size_t number = 0; number < std::size_t{1} << length; ++number) {
      std::u16string units;
      for (std::size_t i = 0; i < length; ++i) units += (number >> i & 1) != 0 ? u'b' : u'a';
      WeightedText text;
      text.add_record(units, std::vector<bool>(units.size(), true));
      for (const std::uint32_t weight : {2U, 3U}) {
        for (const std::size_t places : {2U, 3U, 4U}) {
          ASSERT_EQ(by_parts(text, weight, places), by_definition(text, weight, places))
              << "length " << length << " number " << number << " weight " << weight;
        }
      }
    }
  }
}

TEST(FrequentRepeats, RandomTexts) {
  const unsigned seed = 20261122;
  std::mt19937 random(seed);
  for (int round = 0; round < 150; ++round) {
    const WeightedText text = random_records(random);
    const auto weight = static_cast<std::uint32_t>(2 + random() % 12);
    const std::size_t places = 2 + random() % 4;
    ASSERT_EQ(by_parts(text, weight, places), by_definition(text, weight, places))
        << "seed " << seed << " round " << round << " weight " << weight << " places " << places;
  }
}

}  // namespace
}  // namespace leitong
