#include "leitong/minhash.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>
#include <vector>

#include "reference/minhash.h"
#include "unit/every_target.h"

namespace leitong {
namespace {

std::vector<std::uint32_t> sketch_of(std::span<const std::uint64_t> shingles, SketchSize size) {
  std::vector<std::uint32_t> sketch(bins(size));
  minhash(shingles, size, sketch);
  return sketch;
}

class MinhashSizes : public testing::TestWithParam<SketchSize> {};
INSTANTIATE_TEST_SUITE_P(All, MinhashSizes, testing::Values(SketchSize::k128, SketchSize::k256));

TEST_P(MinhashSizes, IsTheReferenceOnEveryTarget) {
  const auto k = static_cast<unsigned>(bins(GetParam()));
  on_every_target([&] {
    std::mt19937_64 random(7);
    for (const std::size_t n :
         {1, 2, 3, 5, 16, 17, 20, 63, 64, 65, 100, 127, 300, 600, 1000, 3000}) {
      for (int round = 0; round < 5; ++round) {
        std::vector<std::uint64_t> shingles(n);
        for (std::uint64_t& h : shingles) h = random();
        ASSERT_EQ(sketch_of(shingles, GetParam()), reference::minhash(shingles, k)) << n;
      }
    }
  });
}

// Bins that hold the greatest value of a round must not pass for empty ones.
TEST_P(MinhashSizes, ExtremeHashesAreOrdinary) {
  const auto k = static_cast<unsigned>(bins(GetParam()));
  const std::array<std::uint64_t, 7> extremes = {0,
                                                 ~0ULL,
                                                 0xFFFFFFFFULL,
                                                 0xFFFFFFFF00000000ULL,
                                                 0xFE000000FFFFFFFFULL,
                                                 0x00FFFFFFFFFFFFFFULL,
                                                 0x8000000000000000ULL};
  for (std::uint64_t subset = 1; subset < 1ULL << extremes.size(); ++subset) {
    std::vector<std::uint64_t> shingles;
    for (std::size_t i = 0; i < extremes.size(); ++i) {
      if ((subset >> i & 1) != 0) shingles.push_back(extremes[i]);
    }
    ASSERT_EQ(sketch_of(shingles, GetParam()), reference::minhash(shingles, k)) << subset;
  }
}

TEST_P(MinhashSizes, OrderAndRepeatsDoNotMatter) {
  std::mt19937_64 random(8);
  std::vector<std::uint64_t> shingles(50);
  for (std::uint64_t& h : shingles) h = random();
  const std::vector<std::uint32_t> sketch = sketch_of(shingles, GetParam());
  shingles.insert(shingles.end(), shingles.begin(), shingles.begin() + 30);
  std::shuffle(shingles.begin(), shingles.end(), random);
  EXPECT_EQ(sketch_of(shingles, GetParam()), sketch);
}

// The sketch of a union is made of the two sketches' values: what "each bin is a min-wise sample"
// means, whatever the sizes.
TEST_P(MinhashSizes, EachValueOfAUnionIsOneOfTheParts) {
  std::mt19937_64 random(9);
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<std::uint64_t> a(1 + random() % 60), b(1 + random() % 600);
    for (std::uint64_t& h : a) h = random();
    for (std::uint64_t& h : b) h = random();
    const auto sketch_a = sketch_of(a, GetParam()), sketch_b = sketch_of(b, GetParam());
    a.insert(a.end(), b.begin(), b.end());
    const auto both = sketch_of(a, GetParam());
    for (std::size_t j = 0; j < both.size(); ++j) {
      ASSERT_TRUE(both[j] == sketch_a[j] || both[j] == sketch_b[j]) << trial;
    }
  }
}

struct Sizes {
  std::size_t shared, only_a, only_b;
  int trials;

  [[nodiscard]] double jaccard() const {
    return static_cast<double>(shared) / static_cast<double>(shared + only_a + only_b);
  }
};

class MinhashError : public testing::TestWithParam<Sizes> {};

// Sets of 1, 5, 20, 100, 1,000 and 10,000 at several similarities, and 60 inside 600.
INSTANTIATE_TEST_SUITE_P(
    All, MinhashError,
    testing::Values(Sizes{1, 0, 0, 100}, Sizes{0, 1, 1, 2000}, Sizes{1, 0, 1, 4000},
                    Sizes{4, 1, 1, 4000}, Sizes{3, 2, 2, 4000}, Sizes{1, 4, 4, 4000},
                    Sizes{18, 2, 2, 4000}, Sizes{16, 4, 4, 4000}, Sizes{13, 7, 7, 4000},
                    Sizes{5, 15, 15, 4000}, Sizes{95, 5, 5, 4000}, Sizes{89, 11, 11, 4000},
                    Sizes{67, 33, 33, 4000}, Sizes{20, 80, 80, 4000}, Sizes{60, 0, 540, 4000},
                    Sizes{947, 53, 53, 1000}, Sizes{889, 111, 111, 1000},
                    Sizes{667, 333, 333, 1000}, Sizes{182, 818, 818, 1000},
                    Sizes{8889, 1111, 1111, 150}, Sizes{6667, 3333, 3333, 150}));

// Unbiased within four standard errors of the mean of the trials, and the root mean square error no
// more than theory's sqrt(J (1 - J) / k), within four standard errors of that.
TEST_P(MinhashError, IsUnbiasedAndNoMoreThanTheory) {
  const Sizes sizes = GetParam();
  const double truth = sizes.jaccard();
  for (const SketchSize size : {SketchSize::k128, SketchSize::k256}) {
    std::mt19937_64 random(20261122);
    double sum = 0, sum_of_squares = 0;
    for (int trial = 0; trial < sizes.trials; ++trial) {
      std::vector<std::uint64_t> all(sizes.only_a + sizes.shared + sizes.only_b);
      for (std::uint64_t& h : all) h = random();
      const std::span<const std::uint64_t> view(all);
      const auto a = sketch_of(view.first(sizes.only_a + sizes.shared), size);
      const auto b = sketch_of(view.subspan(sizes.only_a), size);
      const double error = estimate_jaccard(a, b) - truth;
      sum += error;
      sum_of_squares += error * error;
    }
    const double theory = std::sqrt(truth * (1 - truth) / static_cast<double>(bins(size)));
    const double bias = sum / sizes.trials;
    const double rmse = std::sqrt(sum_of_squares / sizes.trials);
    EXPECT_LE(std::abs(bias), 4 * theory / std::sqrt(sizes.trials)) << "J " << truth;
    EXPECT_LE(rmse, theory * (1 + 4 / std::sqrt(2.0 * sizes.trials))) << "J " << truth;
  }
}

}  // namespace
}  // namespace leitong
