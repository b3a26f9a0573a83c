#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <vector>

#include "leitong/leaders.h"

namespace leitong {
namespace {

TEST(ExactLeaders, TheFirstOfAKeyLeads) {
  ExactLeaders leaders;
  EXPECT_TRUE(leaders.add({1, 1}).kept());
  EXPECT_TRUE(leaders.add({1, 2}).kept());
  leaders.skip();
  EXPECT_TRUE(leaders.add({2, 1}).kept());
  const Verdict repeat = leaders.add({2, 1});
  EXPECT_EQ(repeat.leader, 3u);
  EXPECT_EQ(repeat.similarity, 1);
  EXPECT_EQ(leaders.add({1, 1}).leader, 0u);
  EXPECT_EQ(leaders.add({2, 1}).leader, 3u);
}

TEST(ExactLeaders, AgreeWithAMap) {
  std::mt19937_64 random(5);
  ExactLeaders leaders;
  std::map<Hash128, RecordId> first;
  for (RecordId id = 0; id < 100000; ++id) {
    const Hash128 key = hash128(std::to_string(random() % 50000));
    const auto [known, is_new] = first.emplace(key, id);
    const Verdict verdict = leaders.add(key);
    ASSERT_EQ(verdict.leader, is_new ? std::nullopt : std::optional(known->second));
  }
}

TEST(ExactLeaders, WithoutNumbersKeepTheSameRecords) {
  std::mt19937_64 random(7);
  ExactLeaders named;
  ExactLeaders unnamed(ExactLeaders::Numbers::kLeftOut);
  for (int i = 0; i < 100000; ++i) {
    const Hash128 key = hash128(std::to_string(random() % 50000));
    ASSERT_EQ(unnamed.add(key).kept(), named.add(key).kept());
  }
  EXPECT_LT(unnamed.memory_bytes(), named.memory_bytes());
}

TEST(ExactLeaders, ManyAtOnceAreAsOneByOne) {
  std::mt19937_64 random(8);
  for (const auto numbers : {ExactLeaders::Numbers::kKept, ExactLeaders::Numbers::kLeftOut}) {
    ExactLeaders one_by_one(numbers);
    ExactLeaders at_once(numbers);
    for (const std::size_t size : {0, 1, 11, 12, 13, 20000, 5}) {
      std::vector<Hash128> keys(size);
      for (Hash128& key : keys) key = {.low = random() % 100, .high = random() % 100};
      std::vector<std::uint8_t> repeated(size);
      at_once.add(keys, repeated);
      for (std::size_t i = 0; i < size; ++i) {
        ASSERT_EQ(repeated[i], one_by_one.add(keys[i]).kept() ? 0 : 1) << i << " of " << size;
      }
    }
    const Hash128 last = {.low = 1000, .high = 1000};
    one_by_one.add(last);
    at_once.add(last);
    EXPECT_EQ(at_once.add(last).leader, one_by_one.add(last).leader);
  }
}

TEST(ExactLeaders, CanBeMoved) {
  ExactLeaders a;
  a.add({7, 7});
  ExactLeaders b = std::move(a);
  EXPECT_EQ(b.add({7, 7}).leader, 0u);
}

}  // namespace
}  // namespace leitong
