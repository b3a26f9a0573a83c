#include "base/random_draw.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace leitong {
namespace {

// The first numbers of the standard's generator with its own seed; the same everywhere.
TEST(RandomDraw, IsTheSameOnEveryMachine) {
  Random random;
  EXPECT_EQ(draw_below(random, 1'000'000'000'000), 14514284786278117030U % 1'000'000'000'000);
  Random again;
  EXPECT_DOUBLE_EQ(draw_share(again), static_cast<double>(14514284786278117030U >> 11) * 0x1p-53);
}

TEST(RandomDraw, NoNumberIsLikelierThanAnother) {
  Random random(5);
  for (const std::uint64_t limit : {1, 2, 7, 64}) {
    std::array<int, 64> counts{};
    constexpr int kDraws = 64'000;
    for (int i = 0; i < kDraws; ++i) {
      const std::uint64_t number = draw_below(random, limit);
      ASSERT_LT(number, limit);
      ++counts[number];
    }
    const double expected = kDraws / static_cast<double>(limit);
    for (std::uint64_t i = 0; i < limit; ++i) {
      EXPECT_NEAR(counts[i], expected, 5 * std::sqrt(expected)) << "limit " << limit;
    }
  }
}

// Of a limit just above half of the range, half of what is drawn is drawn again.
TEST(RandomDraw, WhatIsBeyondTheLastMultipleIsDrawnAgain) {
  const std::uint64_t limit = (std::uint64_t{1} << 63) + 1;
  Random random(5);
  Random reference(5);
  for (int i = 0; i < 1000; ++i) {
    std::uint64_t expected = reference();
    while (expected >= limit) expected = reference();
    EXPECT_EQ(draw_below(random, limit), expected);
  }
}

TEST(RandomDraw, SharesAreBelowOne) {
  Random random(5);
  double sum = 0;
  for (int i = 0; i < 10'000; ++i) {
    const double share = draw_share(random);
    ASSERT_GE(share, 0);
    ASSERT_LT(share, 1);
    sum += share;
  }
  EXPECT_NEAR(sum / 10'000, 0.5, 0.02);
}

}  // namespace
}  // namespace leitong
