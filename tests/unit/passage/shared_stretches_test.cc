#include "passage/shared_stretches.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "reference/shared_windows.h"

namespace leitong {
namespace {

using reference::same_units;
using reference::SharedWindow;
using reference::TextWithWeights;

std::vector<SharedStretch> find(const TextWithWeights& text, const TextWithWeights& other,
                                std::uint32_t min_weight,
                                std::size_t many_places = RepeatFinder::kManyPlaces) {
  const auto positions = [](const TextWithWeights& of) {
    std::vector<std::uint32_t> weights;
    for (std::size_t i = 0; i < of.units.size(); ++i) {
      if (of.carries_weight[i]) weights.push_back(static_cast<std::uint32_t>(i));
    }
    return weights;
  };
  const std::vector<std::uint32_t> weights = positions(text);
  const std::vector<std::uint32_t> other_weights = positions(other);
  return find_shared_stretches({text.units, weights}, {other.units, other_weights}, min_weight,
                               many_places);
}

// What the header says of stretches.
void check(const std::vector<SharedStretch>& stretches, const TextWithWeights& text,
           const TextWithWeights& other, std::size_t min_weight) {
  const std::vector<SharedWindow> windows = shared_windows(text, other, min_weight);
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const SharedStretch& stretch = stretches[i];
    ASSERT_TRUE(same_units(text, stretch.begin, other, stretch.place, stretch.end - stretch.begin));
    EXPECT_FALSE(stretch.begin > 0 && stretch.place > 0 &&
                 same_units(text, stretch.begin - 1, other, stretch.place - 1, 1));
    EXPECT_FALSE(
        same_units(text, stretch.end, other, stretch.place + (stretch.end - stretch.begin), 1));
    if (i > 0) {
      EXPECT_GT(stretch.begin, stretches[i - 1].begin);
      EXPECT_GT(stretch.end, stretches[i - 1].end);
    }
    bool holds_window = false;
    for (const SharedWindow& window : windows) {
      holds_window |= window.begin >= stretch.begin && window.end <= stretch.end;
    }
    EXPECT_TRUE(holds_window);
  }
  for (const SharedWindow& window : windows) {
    bool held = false;
    for (const SharedStretch& stretch : stretches) {
      held |= window.begin >= stretch.begin && window.end <= stretch.end;
    }
    EXPECT_TRUE(held) << "window at " << window.begin;
  }
}

TextWithWeights letters(const std::u16string& units) {
  return {units, std::vector<bool>(units.size(), true)};
}

TEST(SharedStretches, EveryPairOverTwoLetters) {
  std::vector<TextWithWeights> texts;
  for (std::size_t length = 0; length <= 6; ++length) {
    for (std::size_t number = 0; number < std::size_t{1} << length; ++number) {
      std::u16string units;
      for (std::size_t i = 0; i < length; ++i) units += (number >> i & 1) != 0 ? u'b' : u'a';
      texts.push_back(letters(units));
    }
  }
  for (std::size_t a = 0; a < texts.size(); ++a) {
    for (std::size_t b = 0; b < texts.size(); ++b) {
      const auto weight = static_cast<std::uint32_t>(1 + (a + b) % 4);
      check(find(texts[a], texts[b], weight, (a * 7 + b) % 3), texts[a], texts[b], weight);
      ASSERT_FALSE(HasFailure()) << "text " << a << " in " << b << " weight " << weight;
    }
  }
}

// Copied and new stretches, with units of no weight between words.
TextWithWeights random_text(std::mt19937& random, const std::u16string& copied) {
  const std::size_t alphabet = 1 + random() % 5;
  std::u16string units;
  for (auto pieces = random() % 8; pieces > 0; --pieces) {
    if (!copied.empty() && random() % 2 == 0) {
      units += copied.substr(random() % copied.size(), random() % 60);
    } else if (!units.empty() && random() % 4 == 0) {
      units += units.substr(random() % units.size(), random() % 60);
    } else {
      for (auto i = random() % 40; i > 0; --i) {
        units += static_cast<char16_t>(random() % 4 == 0 ? u' ' : u'a' + random() % alphabet);
      }
    }
  }
  TextWithWeights text{units, {}};
  for (std::size_t i = 0; i < units.size(); ++i) {
    // 'a' weighs alone, of a run of others the first.
    const bool starts_run = i == 0 || units[i - 1] == u' ' || units[i - 1] == u'a';
    text.carries_weight.push_back(units[i] == u'a' || (units[i] != u' ' && starts_run));
  }
  return text;
}

TEST(SharedStretches, RandomTexts) {
  const unsigned seed = 20261122;
  std::mt19937 random(seed);
  for (int round = 0; round < 4000; ++round) {
    const TextWithWeights other = random_text(random, u"");
    const TextWithWeights text = random_text(random, other.units);
    const auto weight = static_cast<std::uint32_t>(1 + random() % 20);
    const std::size_t many = random() % 3 == 0 ? 0 : 1 + random() % 10;
    check(find(text, other, weight, many), text, other, weight);
    ASSERT_FALSE(HasFailure()) << "seed " << seed << " round " << round;
  }
}

TEST(SharedStretches, WhatATextRepeatsIsFoundInTheOther) {
  EXPECT_EQ(find(letters(u"xabcdefyabcdefz"), letters(u"--abcdef--"), 4),
            (std::vector<SharedStretch>{{1, 7, 2}, {8, 14, 2}}));
}

TEST(SharedStretches, OfSeveralPlacesTheEarliest) {
  EXPECT_EQ(find(letters(u"xabcdx"), letters(u"1abcd2abcd3"), 4),
            (std::vector<SharedStretch>{{1, 5, 1}}));
}

TEST(SharedStretches, ALongCopyHoldsWhatStandsElsewhere) {
  EXPECT_EQ(find(letters(u"abcdefgh"), letters(u"abcd--abcdefgh"), 4),
            (std::vector<SharedStretch>{{0, 8, 6}}));
}

}  // namespace
}  // namespace leitong
