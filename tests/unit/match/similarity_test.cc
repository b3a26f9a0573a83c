#include "leitong/similarity.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <vector>

namespace leitong {
namespace {

using Set = std::vector<std::uint64_t>;

TEST(MakeShingleSet, SortsAndDropsRepeats) {
  Set set = {5, 3, 5, 1, 3, 3};
  make_shingle_set(set);
  EXPECT_EQ(set, (Set{1, 3, 5}));
}

TEST(MakeShingleSet, IsStdSortAndUnique) {
  std::mt19937_64 random(1);
  for (const std::uint64_t range : {2ULL, 50ULL, 100000ULL, 1ULL << 58, ~0ULL}) {
    for (std::size_t size = 0; size < 300; ++size) {
      Set set(size);
      for (std::uint64_t& h : set) h = random() % range;
      const std::set<std::uint64_t> expected(set.begin(), set.end());
      make_shingle_set(set);
      ASSERT_EQ(set, Set(expected.begin(), expected.end())) << size << ' ' << range;
    }
  }
}

TEST(MakeShingleSet, IsLinearithmicForNumbersThatAreNoHashes) {
  Set set(1000000);
  for (std::size_t i = 0; i < set.size(); ++i) set[i] = set.size() - i;
  make_shingle_set(set);
  EXPECT_EQ(set.front(), 1u);
  EXPECT_EQ(set.size(), 1000000u);
}

// All pairs of subsets of seven elements.
TEST(Overlap, CountsEveryPairOfSmallSets) {
  const auto subset = [](unsigned bits) {
    Set set;
    for (unsigned i = 0; i < 7; ++i) {
      if ((bits >> i & 1) != 0) set.push_back(i * 1000003);
    }
    return set;
  };
  for (unsigned a = 0; a < 128; ++a) {
    for (unsigned b = 0; b < 128; ++b) {
      const Overlap both = overlap(subset(a), subset(b));
      ASSERT_EQ(both.shared, subset(a & b).size());
      ASSERT_EQ(both.a, subset(a).size());
      ASSERT_EQ(both.b, subset(b).size());
    }
  }
}

TEST(Overlap, CountsLargeSets) {
  std::mt19937_64 random(2);
  for (int trial = 0; trial < 20; ++trial) {
    Set a(1 + random() % 3000), b(1 + random() % 3000);
    for (std::uint64_t& x : a) x = random() % 5000;
    for (std::uint64_t& x : b) x = random() % 5000;
    make_shingle_set(a);
    make_shingle_set(b);
    std::set<std::uint64_t> all(a.begin(), a.end());
    all.insert(b.begin(), b.end());
    EXPECT_EQ(overlap(a, b).shared, a.size() + b.size() - all.size());
  }
}

TEST(Overlap, OfEmptySets) {
  EXPECT_EQ(overlap(Set{}, Set{}).jaccard(), 1);
  EXPECT_EQ(overlap(Set{}, Set{}).containment(), 1);
  EXPECT_EQ(overlap(Set{1}, Set{}).jaccard(), 0);
  EXPECT_EQ(overlap(Set{1}, Set{}).containment(), 0);
  EXPECT_EQ(overlap(Set{}, Set{1}).containment(), 1);
}

// Every fraction up to a denominator of 300 against every threshold of two decimals, in integers.
TEST(Reaches, IsExactForDecimalThresholds) {
  for (std::size_t all = 1; all <= 300; ++all) {
    for (std::size_t shared = 0; shared <= all; ++shared) {
      const Overlap both{.shared = shared, .a = all, .b = shared};
      for (std::size_t hundredths = 1; hundredths <= 100; ++hundredths) {
        const double threshold = static_cast<double>(hundredths) / 100;
        ASSERT_EQ(reaches(both, threshold), 100 * shared >= hundredths * all)
            << shared << '/' << all << ' ' << threshold;
      }
    }
  }
}

TEST(Reaches, IsExactForLargeSets) {
  const auto reached = [](std::size_t shared, std::size_t all, double threshold) {
    return reaches({.shared = shared, .a = all, .b = shared}, threshold);
  };
  EXPECT_TRUE(reached(800'000'000, 1'000'000'000, 0.8));
  EXPECT_FALSE(reached(799'999'999, 1'000'000'000, 0.8));
  EXPECT_TRUE(reached(700'000'000, 1'000'000'000, 0.7));
  EXPECT_FALSE(reached(699'999'999, 1'000'000'000, 0.7));
  EXPECT_FALSE(reached(999'999'999, 1'000'000'000, 1));
}

}  // namespace
}  // namespace leitong
