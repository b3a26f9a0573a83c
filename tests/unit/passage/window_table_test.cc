#include "passage/window_table.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <vector>

#include "base/hash.h"

namespace leitong {
namespace {

TEST(WindowTable, RemembersWhatCameFirst) {
  const unsigned seed = 20261122;
  std::mt19937_64 random(seed);
  WindowTable table;
  std::map<std::uint64_t, std::uint64_t> first;  // by window
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    const std::uint64_t window = random() % 60'000;
    const std::uint64_t position = WindowTable::kPositions - 200'000 + i;
    std::uint64_t found = position;
    table.find_or_add(mix64(window), position, [&](std::uint64_t earlier) {
      found = earlier;
      return true;
    });
    ASSERT_EQ(found, first.try_emplace(window, position).first->second) << "seed " << seed;
  }
  // At least 12 of 12 / 0.6 bytes an entry.
  EXPECT_LT(table.memory_bytes(), first.size() * 21);
}

// Windows whose hashes are the same are told apart by who asks.
TEST(WindowTable, EqualHashes) {
  WindowTable table;
  constexpr std::uint64_t kWindows = 100;
  for (int round = 0; round < 2; ++round) {
    for (std::uint64_t window = 0; window < kWindows; ++window) {
      const std::uint64_t position = 1000 * round + window;
      std::set<std::uint64_t> given;
      bool found = false;
      table.find_or_add(~std::uint64_t{0}, position, [&](std::uint64_t earlier) {
        given.insert(earlier);
        found = earlier == window;
        return found;
      });
      ASSERT_EQ(found, round == 1);
      ASSERT_EQ(given.contains(window), round == 1);
    }
  }
}

TEST(WindowTable, WhatIsOnlyLookedUpIsNotAdded) {
  WindowTable table;
  const auto holds = [&](std::uint64_t hash) {
    bool found = false;
    table.find(hash, [&](std::uint64_t /*earlier*/) { return found = true; });
    return found;
  };
  EXPECT_FALSE(holds(7));
  table.find_or_add(7, 1, [](std::uint64_t /*earlier*/) { return false; });
  EXPECT_TRUE(holds(7));
  EXPECT_FALSE(holds(mix64(8)));
  EXPECT_FALSE(holds(mix64(8)));
}

}  // namespace
}  // namespace leitong
