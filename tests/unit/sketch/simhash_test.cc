#include "leitong/simhash.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "reference/simhash.h"

namespace leitong {
namespace {

TEST(Simhash, IsTheReference) {
  std::mt19937_64 random(5);
  for (std::size_t n = 1; n <= 300; ++n) {
    std::vector<std::uint64_t> shingles(n);
    for (std::uint64_t& h : shingles) h = random();
    ASSERT_EQ(simhash(shingles), reference::simhash(shingles)) << n;
  }
}

// Few ones, many ones, and counts next to one half, where a carry too few would show.
TEST(Simhash, IsTheReferenceWithLopsidedBits) {
  std::mt19937_64 random(6);
  for (std::size_t n = 1; n <= 70; ++n) {
    for (std::size_t ones = 0; ones <= n; ++ones) {
      std::vector<std::uint64_t> shingles(n, 0);
      for (std::size_t i = 0; i < ones; ++i) shingles[i] = 0xFFFFFFFF00000000ULL;
      for (std::size_t i = 0; i < n; i += 3) shingles[i] |= random() >> 32;
      ASSERT_EQ(simhash(shingles), reference::simhash(shingles)) << n << ' ' << ones;
    }
  }
}

TEST(Simhash, ATieGivesZero) {
  EXPECT_EQ(simhash(std::vector<std::uint64_t>{0xFF, 0xF0}), 0xF0u);
  EXPECT_EQ(simhash(std::vector<std::uint64_t>{~0ULL, 0}), 0u);
}

TEST(Simhash, DistanceCountsBits) {
  EXPECT_EQ(hamming_distance(0, ~0ULL), 64);
  EXPECT_EQ(hamming_distance(0b1011, 0b0010), 2);
}

}  // namespace
}  // namespace leitong
