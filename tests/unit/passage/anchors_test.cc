#include "passage/anchors.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>
#include <random>
#include <string>
#include <vector>

namespace leitong {
namespace {

std::u16string random_units(std::mt19937& random, std::size_t length, unsigned letters) {
  std::u16string units;
  while (units.size() < length) units += static_cast<char16_t>(u'一' + random() % letters);
  return units;
}

std::vector<Anchor> select(const std::u16string& units, std::uint32_t window_weight,
                           std::uint64_t seed = 0) {
  std::vector<std::uint32_t> weights(units.size());
  std::iota(weights.begin(), weights.end(), 0U);
  std::vector<Anchor> anchors;
  AnchorSelector(window_weight).select(units, weights, seed, anchors);
  return anchors;
}

TEST(Anchors, EachWindowHasOneInsideIt) {
  const unsigned seed = 20261122;
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    const std::u16string units =
        random_units(random, random() % 300, static_cast<unsigned>(1 + random() % 50));
    const auto weight = static_cast<std::uint32_t>(1 + random() % 60);
    std::uint32_t next_window = 0;
    for (const Anchor& anchor : select(units, weight)) {
      ASSERT_EQ(anchor.first_window, next_window) << "seed " << seed << " round " << round;
      ASSERT_GE(anchor.position, anchor.last_window);
      ASSERT_LT(anchor.position, anchor.first_window + weight);
      next_window = anchor.last_window + 1;
    }
    const std::size_t windows = units.size() < weight ? 0 : units.size() - weight + 1;
    ASSERT_EQ(next_window, windows) << "seed " << seed << " round " << round;
  }
}

// Texts are looked at in chunks, and of long windows not all grams count.
TEST(Anchors, LongTextsAndLongWindows) {
  const unsigned seed = 23;
  std::mt19937 random(seed);
  for (const std::uint32_t weight : {50U, 1000U, 1100U, 5000U}) {
    const std::u16string units = random_units(random, 15'000, weight == 50 ? 1 : 40);
    std::uint32_t next_window = 0;
    for (const Anchor& anchor : select(units, weight)) {
      ASSERT_EQ(anchor.first_window, next_window) << "seed " << seed << " weight " << weight;
      ASSERT_LT(anchor.position, anchor.first_window + weight);
      for (const std::uint32_t window : {anchor.first_window, anchor.last_window}) {
        const std::vector<Anchor> alone = select(units.substr(window, weight), weight);
        ASSERT_EQ(alone.size(), 1U) << "seed " << seed << " weight " << weight;
        ASSERT_EQ(alone[0].position + window, anchor.position);
        ASSERT_EQ(alone[0].fingerprint, anchor.fingerprint);
      }
      next_window = anchor.last_window + 1;
    }
    ASSERT_EQ(next_window, units.size() - weight + 1) << "seed " << seed << " weight " << weight;
  }
}

// What is written after, before or elsewhere has no say.
TEST(Anchors, AWindowAloneHasTheAnchorItHasAmongOthers) {
  const unsigned seed = 7;
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    const std::u16string units = random_units(random, 120, static_cast<unsigned>(1 + random() % 9));
    const auto weight = static_cast<std::uint32_t>(1 + random() % 50);
    for (const Anchor& anchor : select(units, weight)) {
      for (std::uint32_t window = anchor.first_window; window <= anchor.last_window; ++window) {
        const std::vector<Anchor> alone = select(units.substr(window, weight), weight);
        ASSERT_EQ(alone.size(), 1U);
        ASSERT_EQ(alone[0].position + window, anchor.position)
            << "seed " << seed << " round " << round << " window " << window;
        ASSERT_EQ(alone[0].fingerprint, anchor.fingerprint);
        ASSERT_TRUE(alone[0].context.may_share_window(anchor.context));
      }
    }
  }
}

TEST(Anchors, MostPlacesThatShareNoWindowAreToldApart) {
  const unsigned seed = 11;
  std::mt19937 random(seed);
  int sharing = 0;
  constexpr int kRounds = 500;
  for (int round = 0; round < kRounds; ++round) {
    // The middle 20 units are the same.
    std::u16string one = random_units(random, 100, 3000);
    const std::u16string two =
        random_units(random, 40, 3000) + one.substr(40, 20) + random_units(random, 40, 3000);
    for (const Anchor& a : select(one, 50)) {
      for (const Anchor& b : select(two, 50)) {
        if (a.fingerprint == b.fingerprint && a.context.may_share_window(b.context)) ++sharing;
      }
    }
  }
  EXPECT_LT(sharing, kRounds / 50) << "seed " << seed;
}

TEST(Anchors, FewOfThem) {
  std::mt19937 random(1);
  constexpr std::size_t kUnits = 100'000;
  const std::size_t anchors = select(random_units(random, kUnits, 3000), 50).size();
  // 35 grams of 16 in a window of 50: 2 in 36, where nothing repeats.
  EXPECT_NEAR(static_cast<double>(anchors), 2.0 / 36 * kUnits, 0.02 * 2.0 / 36 * kUnits);
}

TEST(Anchors, TheSeedTellsFingerprintsApart) {
  std::mt19937 random(2);
  const std::u16string units = random_units(random, 60, 100);
  const std::vector<Anchor> one = select(units, 50, 1);
  const std::vector<Anchor> two = select(units, 50, 2);
  ASSERT_EQ(one.size(), two.size());
  EXPECT_EQ(one[0].position, two[0].position);
  EXPECT_NE(one[0].fingerprint, two[0].fingerprint);
}

}  // namespace
}  // namespace leitong
