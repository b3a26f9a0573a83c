#include "match/key_table.h"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <random>
#include <set>

namespace leitong {
namespace {

TEST(KeyTable, IsAMap) {
  std::mt19937_64 random(3);
  for (const std::uint64_t range : {3ULL, 100ULL, 30000ULL, ~0ULL}) {
    KeyTable table;
    std::map<Hash128, std::uint32_t> map;
    for (std::uint32_t i = 0; i < 60000; ++i) {
      // Keys far from random, too: small numbers, and such that differ in one half only.
      const Hash128 key{.low = random() % range, .high = i % 3 == 0 ? 0 : random() % range};
      const auto known = map.find(key);
      const auto expected = known == map.end() ? std::nullopt : std::optional(known->second);
      ASSERT_EQ(table.find(key), expected) << i;
      ASSERT_EQ(table.find_or_insert(key, i), expected) << i;
      map.emplace(key, i);
    }
    for (const auto& [key, number] : map) ASSERT_EQ(table.find(key), number);
  }
}

// Homes are in the order of the keys' leading bits, so that such keys all want the last one.
TEST(KeyTable, TakesManyKeysAtItsEnd) {
  constexpr std::uint64_t kMultiplier = 0x9E37'79B9'7F4A'7C15ULL;  // of key_table.cc
  constexpr std::uint64_t kInverse = 0xF1DE'83E1'9937'733DULL;
  static_assert(kMultiplier * kInverse == 1);
  KeyTable table;
  const auto key = [](std::uint32_t i) {
    return Hash128{.low = i, .high = (~std::uint64_t{i / 3}) * kInverse ^ i};
  };
  for (std::uint32_t i = 0; i < 3000; ++i) {
    ASSERT_EQ(table.find_or_insert(key(i * 7919 % 3000), i), std::nullopt) << i;
  }
  for (std::uint32_t i = 0; i < 3000; ++i) ASSERT_EQ(table.find(key(i * 7919 % 3000)), i);
}

TEST(KeyTable, WithoutNumbersIsASet) {
  std::mt19937_64 random(5);
  for (const std::uint64_t range : {3ULL, 100ULL, 30000ULL, ~0ULL}) {
    KeyTable table(KeyTable::Numbers::kLeftOut);
    std::set<Hash128> set;
    for (std::uint32_t i = 0; i < 60000; ++i) {
      const Hash128 key{.low = i % 5 == 0 ? 0 : random() % range, .high = random() % range};
      const bool known = !set.insert(key).second;
      ASSERT_EQ(table.find(key), known ? std::optional(0U) : std::nullopt) << i;
      if (i % 2 == 0) {
        ASSERT_EQ(table.insert(key, i), !known) << i;
      } else {
        ASSERT_EQ(table.find_or_insert(key, i), known ? std::optional(0U) : std::nullopt) << i;
      }
    }
  }
}

// Whose memory becomes huge pages on the way.
TEST(KeyTable, GrowsLarge) {
  constexpr std::uint32_t kKeys = 1'200'000;
  KeyTable table;
  const auto key = [](std::uint64_t i) {
    return Hash128{.low = i, .high = i * 0xD1B5'4A32'D192'ED03ULL};
  };
  for (std::uint32_t i = 0; i < kKeys; ++i) ASSERT_TRUE(table.insert(key(i), i)) << i;
  for (std::uint32_t i = 0; i < kKeys; ++i) ASSERT_EQ(table.find(key(i)), i);
  EXPECT_EQ(table.find(key(kKeys)), std::nullopt);
}

TEST(KeyTable, WithoutNumbersNeedsAtMost24BytesAKey) {
  KeyTable table(KeyTable::Numbers::kLeftOut);
  std::mt19937_64 random(6);
  std::size_t keys = 0;
  while (keys < 1000000) {
    table.find_or_insert({.low = random(), .high = random()}, 0);
    if (++keys >= 50000 && keys % 1000 == 0) {
      ASSERT_LE(table.memory_bytes(), 24 * keys) << keys;
    }
  }
}

TEST(KeyTable, NeedsAtMost26BytesAKey) {
  KeyTable table;
  std::mt19937_64 random(4);
  std::size_t keys = 0;
  while (keys < 1000000) {
    table.find_or_insert({.low = random(), .high = random()}, 0);
    if (++keys >= 100000 && keys % 1000 == 0) {
      ASSERT_LE(table.memory_bytes(), 26 * keys) << keys;
    }
  }
}

}  // namespace
}  // namespace leitong
