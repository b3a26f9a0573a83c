#include "match/index_size.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace leitong {
namespace {

constexpr std::uint64_t kRecords = 40'000;

void expect_near(std::size_t taken, std::uint64_t expected) {
  const double ratio = static_cast<double>(expected) / static_cast<double>(taken);
  EXPECT_GT(ratio, 0.9) << "expected " << expected << ", taken " << taken;
  EXPECT_LT(ratio, 1.15) << "expected " << expected << ", taken " << taken;
}

void check_near(const NearOptions& options, Growth growth) {
  NearOptions bounded = options;
  bounded.cache_bytes = 0;
  auto leaders = NearLeaders::create(bounded);
  ASSERT_TRUE(leaders);
  std::mt19937_64 random(7);
  const std::size_t values = options.method == NearMethod::kMinhash ? bins(options.sketch) : 2;
  std::vector<std::uint32_t> sketch(values);
  for (std::uint64_t i = 0; i < kRecords; ++i) {
    for (std::uint32_t& value : sketch) value = static_cast<std::uint32_t>(random());
    if (growth == Growth::kForetold) {
      leaders->expect(static_cast<double>(i + 1) / static_cast<double>(kRecords));
    }
    const std::vector<std::uint64_t> shingles = {i};
    ASSERT_TRUE(leaders->add(shingles, sketch).kept());
  }
  expect_near(leaders->memory_bytes(),
              near_index_bytes(options, leaders->bands(), kRecords, growth));
}

TEST(IndexSize, IsWhatMinhashTakes) {
  check_near({}, Growth::kForetold);
  check_near({}, Growth::kByHalf);
  check_near({.threshold = 0.6}, Growth::kForetold);
  check_near({.sketch = SketchSize::k256}, Growth::kForetold);
}

TEST(IndexSize, IsWhatSimhashTakes) {
  check_near({.method = NearMethod::kSimhash}, Growth::kForetold);
  check_near({.method = NearMethod::kSimhash, .distance = 8}, Growth::kByHalf);
}

TEST(IndexSize, IsWhatEqualKeysTake) {
  ExactLeaders leaders(ExactLeaders::Numbers::kLeftOut);
  std::mt19937_64 random(7);
  for (std::uint64_t i = 0; i < 10 * kRecords; ++i) {
    leaders.add({.low = random(), .high = random()});
  }
  expect_near(leaders.memory_bytes(), exact_index_bytes(10 * kRecords));
}

}  // namespace
}  // namespace leitong
