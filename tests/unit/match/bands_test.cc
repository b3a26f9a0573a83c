#include "leitong/bands.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <set>
#include <vector>

namespace leitong {
namespace {

TEST(PlanBands, GivesThePublishedPlans) {
  EXPECT_EQ(plan_bands(128, 0.7, 0.99), (BandPlan{.bands = 17, .rows = 4}));
  EXPECT_EQ(plan_bands(128, 0.8, 0.99), (BandPlan{.bands = 16, .rows = 6}));
  EXPECT_EQ(plan_bands(128, 0.9, 0.99), (BandPlan{.bands = 11, .rows = 10}));
  EXPECT_EQ(plan_bands(256, 0.8, 0.99), (BandPlan{.bands = 26, .rows = 8}));
  EXPECT_EQ(plan_bands(128, 1.0, 0.99), (BandPlan{.bands = 1, .rows = 128}));
}

// The definition, tried on every plan there is.
TEST(PlanBands, IsTheMostRowsThenTheFewestBands) {
  for (const std::size_t k : {1, 2, 16, 128, 256}) {
    for (int hundredths = 5; hundredths <= 100; hundredths += 5) {
      for (const double recall : {0.5, 0.9, 0.99, 0.999}) {
        const double t = hundredths / 100.0;
        BandPlan best;
        for (std::size_t rows = 1; rows <= k; ++rows) {
          for (std::size_t bands = k / rows; bands > 0; --bands) {
            double miss = 1;
            for (std::size_t i = 0; i < bands; ++i) miss *= 1 - std::pow(t, rows);
            if (1 - miss >= recall) best = {.bands = bands, .rows = rows};
          }
        }
        const Result<BandPlan> plan = plan_bands(k, t, recall);
        if (best.rows == 0) {
          EXPECT_FALSE(plan.has_value());
        } else {
          EXPECT_EQ(plan, best) << k << ' ' << t << ' ' << recall;
        }
      }
    }
  }
}

TEST(PlanBands, RefusesWhatHasNoMeaning) {
  for (const double threshold : {0.0, -1.0, 1.01, std::nan("")}) {
    const auto plan = plan_bands(128, threshold, 0.99);
    ASSERT_FALSE(plan.has_value()) << threshold;
    EXPECT_EQ(plan.error().kind, Error::Kind::kUsage);
  }
  for (const double recall : {0.0, 1.0, -0.5, 2.0, std::nan("")}) {
    EXPECT_FALSE(plan_bands(128, 0.8, recall).has_value()) << recall;
  }
  EXPECT_FALSE(plan_bands(128, 0.001, 0.99).has_value());
}

TEST(BandKeys, DependOnTheirRowsAlone) {
  std::mt19937 random(1);
  std::vector<std::uint32_t> sketch(128);
  for (std::uint32_t& value : sketch) value = static_cast<std::uint32_t>(random());
  for (const BandPlan plan : {BandPlan{.bands = 16, .rows = 6}, BandPlan{.bands = 17, .rows = 4},
                              BandPlan{.bands = 11, .rows = 10}, BandPlan{.bands = 1, .rows = 128},
                              BandPlan{.bands = 128, .rows = 1}}) {
    std::vector<std::uint64_t> keys(plan.bands), changed(plan.bands);
    band_keys(sketch, plan, keys);
    EXPECT_EQ(std::set(keys.begin(), keys.end()).size(), plan.bands);
    for (std::size_t i = 0; i < sketch.size(); ++i) {
      ++sketch[i];
      band_keys(sketch, plan, changed);
      --sketch[i];
      for (std::size_t band = 0; band < plan.bands; ++band) {
        EXPECT_EQ(changed[band] != keys[band], i / plan.rows == band);
      }
    }
  }
}

}  // namespace
}  // namespace leitong
