#include "passage/anchor_index.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <random>
#include <vector>

#include "base/hash.h"

namespace leitong {
namespace {

std::vector<std::uint64_t> positions(AnchorIndex& index, std::uint64_t fingerprint) {
  std::vector<std::uint64_t> found;
  for (const AnchorPlace& place : index.find(fingerprint)) found.push_back(place.position());
  return found;
}

TEST(AnchorIndex, KeepsWhatOccursTwice) {
  const unsigned seed = 20261122;
  std::mt19937_64 random(seed);
  for (int round = 0; round < 30; ++round) {
    AnchorIndex index;
    std::map<std::uint64_t, std::vector<std::uint64_t>> expected;
    const std::uint64_t kinds = 1 + random() % 3000;
    std::uint64_t position = random() % 100;
    for (auto i = random() % 5000; i > 0; --i) {
      // Some fingerprints differ in their last bits alone, or are no hashes at all.
      const std::uint64_t kind = random() % kinds;
      const std::uint64_t fingerprint = kind % 3 == 0 ? kind : mix64(kind / 2 * 2) ^ (kind & 1);
      index.add(fingerprint, position);
      if (random() % 8 == 0) index.add(fingerprint, position);
      auto& places = expected[fingerprint];
      if (places.empty() || places.back() != position) places.push_back(position);
      position += random() % 4 == 0 ? random() % (AnchorIndex::kPositions / 8000) : random() % 50;
    }
    index.finish();
    for (const auto& [fingerprint, places] : expected) {
      const auto kept = places.size() > 1 ? places : std::vector<std::uint64_t>();
      ASSERT_EQ(positions(index, fingerprint), kept) << "seed " << seed << " round " << round;
      ASSERT_TRUE(index.find(fingerprint ^ (std::uint64_t{1} << 40)).empty() ||
                  expected.contains(fingerprint ^ (std::uint64_t{1} << 40)));
    }
  }
}

TEST(AnchorIndex, PlacesRememberWhatIsNew) {
  AnchorIndex index;
  index.add(7, 1);
  index.add(7, AnchorIndex::kPositions - 1);
  index.finish();
  EXPECT_FALSE(index.find(7)[1].is_new());
  index.find(7)[1].set_new();
  EXPECT_TRUE(index.find(7)[1].is_new());
  EXPECT_FALSE(index.find(7)[0].is_new());
  EXPECT_EQ(positions(index, 7), (std::vector<std::uint64_t>{1, AnchorIndex::kPositions - 1}));
}

TEST(AnchorIndex, Empty) {
  AnchorIndex index;
  index.finish();
  EXPECT_TRUE(index.find(0).empty());
  EXPECT_TRUE(index.find(~std::uint64_t{0}).empty());
}

}  // namespace
}  // namespace leitong
