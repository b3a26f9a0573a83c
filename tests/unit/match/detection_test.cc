#include "leitong/detection.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "leitong/minhash.h"
#include "leitong/simhash.h"
#include "match/near_digest.h"
#include "match/sketch_filter.h"

namespace leitong {
namespace {

constexpr int kTrials = 20'000;

// Within five standard errors of what so many trials must show.
void expect_share(int hits, double odds, const char* what) {
  const double error = std::sqrt(odds * (1 - odds) / kTrials) + 1.0 / kTrials;
  EXPECT_NEAR(static_cast<double>(hits) / kTrials, odds, 5 * error) << what;
}

// How often two sketches whose values are the same with probability j share a band, and are passed
// by the filter: by the product's own band keys and filter.
void simulate_minhash(const NearOptions& options, double j, unsigned seed) {
  SCOPED_TRACE(testing::Message() << "threshold " << options.threshold << ", similarity " << j
                                  << ", seed " << seed);
  std::mt19937_64 random(seed);
  const std::size_t k = bins(options.sketch);
  const auto digester = NearDigester::create(options);
  ASSERT_TRUE(digester);
  const BandPlan plan = digester->bands();
  std::vector<std::uint32_t> a(k), b(k);
  std::vector<std::uint64_t> keys_a(plan.bands), keys_b(plan.bands);
  std::vector<std::uint64_t> packed(SketchFilter::words(options));
  const auto same = static_cast<std::uint64_t>(j * 0x1p32);
  int candidates = 0;
  int verified = 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    for (std::size_t i = 0; i < k; ++i) {
      const std::uint64_t values = random();
      a[i] = static_cast<std::uint32_t>(values);
      b[i] = random() >> 32 < same ? a[i] : static_cast<std::uint32_t>(values >> 32);
    }
    band_keys(a, plan, keys_a);
    band_keys(b, plan, keys_b);
    bool shares = false;
    for (std::size_t i = 0; i < plan.bands; ++i) shares |= keys_a[i] == keys_b[i];
    if (!shares) continue;
    ++candidates;
    SketchFilter filter(options);
    SketchFilter::pack(options.method, a, packed);
    filter.push(packed);
    SketchFilter::pack(options.method, b, packed);
    verified += filter.passes(packed, 0) ? 1 : 0;
  }
  const auto odds = detection_odds(options, j);
  ASSERT_TRUE(odds);
  expect_share(candidates, odds->candidate, "candidate");
  expect_share(verified, odds->verified, "verified");
}

TEST(Detection, MinhashIsWhatASimulationShows) {
  unsigned seed = 1;
  for (const double j : {0.5, 0.6, 0.7, 0.8, 0.9, 1.0}) simulate_minhash({}, j, seed++);
  simulate_minhash({.threshold = 0.5}, 0.4, seed++);
  simulate_minhash({.threshold = 0.9, .recall = 0.8}, 0.75, seed++);
  simulate_minhash({.threshold = 0.7, .sketch = SketchSize::k256}, 0.55, seed++);
}

// The filter alone would pass nearly nothing so far below; what shares a band is likelier to pass.
TEST(Detection, BandsAndFilterSeeTheSameValues) {
  const NearOptions options{.threshold = 0.9, .recall = 0.99};
  const auto odds = detection_odds(options, 0.6);
  ASSERT_TRUE(odds);
  EXPECT_GT(odds->candidate, 0.05);
  EXPECT_LT(odds->verified, odds->candidate / 100);
  EXPECT_GT(odds->verified, 0);
}

TEST(Detection, WhatTheFilterLosesAtTheThresholdIsFourStandardErrors) {
  for (const double threshold : {0.5, 0.7, 0.8, 0.9}) {
    const auto odds = detection_odds({.threshold = threshold}, threshold);
    ASSERT_TRUE(odds);
    EXPECT_GE(odds->candidate, 0.99);
    EXPECT_LE(odds->candidate - odds->verified, 3e-4) << threshold;
  }
}

TEST(Detection, GrowsWithSimilarity) {
  for (const NearMethod method : {NearMethod::kMinhash, NearMethod::kSimhash}) {
    double before = -1;
    for (int percent = 0; percent <= 100; ++percent) {
      const auto odds = detection_odds({.method = method}, percent / 100.0);
      ASSERT_TRUE(odds);
      EXPECT_GE(odds->verified, before - 1e-12) << percent;
      EXPECT_LE(odds->verified, odds->candidate + 1e-12) << percent;
      before = odds->verified;
    }
    EXPECT_NEAR(before, 1, 1e-12);
  }
}

// Sets of random shingles with exactly this similarity.
void simulate_simhash(int distance, std::size_t shared, std::size_t own, unsigned seed) {
  const double j = static_cast<double>(shared) / static_cast<double>(shared + 2 * own);
  SCOPED_TRACE(testing::Message() << "distance " << distance << ", similarity " << j << ", seed "
                                  << seed);
  constexpr int kPairs = 2'000;
  std::mt19937_64 random(seed);
  std::vector<std::uint64_t> a(shared + own), b(shared + own);
  int verified = 0;
  for (int trial = 0; trial < kPairs; ++trial) {
    for (std::uint64_t& shingle : a) shingle = random();
    b = a;
    for (std::size_t i = shared; i < b.size(); ++i) b[i] = random();
    verified += hamming_distance(simhash(a), simhash(b)) <= distance ? 1 : 0;
  }
  const auto odds = detection_odds({.method = NearMethod::kSimhash, .distance = distance}, j);
  ASSERT_TRUE(odds);
  // The normal law is a limit; 3 in a hundred is how near some hundreds of shingles come.
  EXPECT_NEAR(static_cast<double>(verified) / kPairs, odds->verified, 0.05);
}

TEST(Detection, SimhashIsAboutWhatRandomSetsShow) {
  simulate_simhash(3, 380, 10, 1);
  simulate_simhash(3, 396, 4, 2);
  simulate_simhash(8, 360, 20, 3);
}

TEST(Detection, RefusesWhatHasNoMeaning) {
  EXPECT_FALSE(detection_odds({.threshold = 0}, 0.5));
  EXPECT_FALSE(detection_odds({.recall = 1}, 0.5));
}

}  // namespace
}  // namespace leitong
