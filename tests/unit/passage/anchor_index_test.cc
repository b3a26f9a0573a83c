#include "passage/anchor_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <vector>

#include "base/hash.h"

namespace leitong {
namespace {

// Fingerprints differ in the bits that count.
std::uint64_t fingerprint_of(std::uint64_t kind) {
  // Some are no hashes at all, or differ in the last of these bits alone.
  return kind % 3 == 0 ? kind << 22 : (mix64(kind / 2 * 2) ^ (kind & 1) << 22);
}

TEST(AnchorIndex, KeepsPlacesThatMayShareAWindow) {
  const unsigned seed = 20261122;
  std::mt19937_64 random(seed);
  for (int round = 0; round < 60; ++round) {
    AnchorIndex index;
    std::map<std::uint64_t, std::vector<AnchorPlace>> added;
    const std::uint64_t kinds = 1 + random() % 1000;
    const std::uint64_t contexts = 1 + random() % 30;
    const auto context_hash = [&] { return static_cast<std::uint16_t>(random() % contexts); };
    std::uint64_t position = random() % 100;
    for (auto i = random() % 5000; i > 0; --i) {
      const std::uint64_t fingerprint = fingerprint_of(random() % kinds);
      const AnchorContext context = {.before = context_hash(), .behind = context_hash()};
      index.add(fingerprint, position, context);
      if (random() % 8 == 0) {
        index.add(fingerprint, position, {.before = 0, .behind = context.behind});
      }
      added[fingerprint].emplace_back(position, context);
      position +=
          1 + (random() % 4 == 0 ? random() % (AnchorIndex::kPositions / 8000) : random() % 50);
    }
    index.finish();
    for (const auto& [fingerprint, places] : added) {
      std::vector<AnchorPlace> kept;
      for (const AnchorPlace& place : places) {
        const auto sharing = std::ranges::count_if(places, [&](const AnchorPlace& other) {
          return place.context().may_share_window(other.context());
        });
        if (sharing > 1) kept.push_back(place);
      }
      const auto found = index.find(fingerprint);
      ASSERT_EQ(found.size(), kept.size()) << "seed " << seed << " round " << round;
      for (std::size_t i = 0; i < kept.size(); ++i) {
        ASSERT_EQ(found[i].position(), kept[i].position());
        ASSERT_EQ(found[i].context(), kept[i].context());
        const bool repeats = std::ranges::any_of(kept.begin(), kept.begin() + i, [&](auto& other) {
          return kept[i].context().may_share_window(other.context());
        });
        ASSERT_EQ(found[i].is_new(), !repeats && kept.size() <= AnchorIndex::kManyPlaces);
      }
    }
    ASSERT_TRUE(index.find(~std::uint64_t{0}).empty());
  }
}

TEST(AnchorIndex, PlacesRememberWhatIsNew) {
  AnchorIndex index;
  const AnchorContext context = {.before = 2047, .behind = 0};
  index.add(7, 1, context);
  index.add(7, AnchorIndex::kPositions - 1, context);
  index.finish();
  EXPECT_TRUE(index.find(7)[0].is_new());
  EXPECT_FALSE(index.find(7)[1].is_new());
  index.find(7)[1].set_new();
  EXPECT_TRUE(index.find(7)[1].is_new());
  EXPECT_EQ(index.find(7)[1].position(), AnchorIndex::kPositions - 1);
  EXPECT_EQ(index.find(7)[1].context(), context);
}

TEST(AnchorIndex, Empty) {
  AnchorIndex index;
  index.finish();
  EXPECT_TRUE(index.find(0).empty());
  EXPECT_TRUE(index.find(~std::uint64_t{0}).empty());
}

}  // namespace
}  // namespace leitong
