// Against sets as they are: every pair of short lists over three shingles, and random long ones.
#include "match/shingle_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <random>
#include <set>
#include <vector>

namespace leitong {
namespace {

using List = std::vector<std::uint64_t>;

void expect_right(ShingleSet& set, const List& a, const List& b, double threshold) {
  const std::set<std::uint64_t> in_a(a.begin(), a.end());
  const std::set<std::uint64_t> in_b(b.begin(), b.end());
  List both;
  std::ranges::set_intersection(in_a, in_b, std::back_inserter(both));
  const Overlap right = {.shared = both.size(), .a = in_a.size(), .b = in_b.size()};
  const std::optional<Overlap> seen = set.overlap(b, threshold);
  ASSERT_EQ(seen.has_value(), reaches(right, threshold));
  const std::optional<std::size_t> inside = set.count_inside(b, threshold);
  ASSERT_EQ(inside.has_value(),
            reaches({.shared = both.size(), .a = in_a.size(), .b = both.size()}, threshold));
  EXPECT_EQ(inside.value_or(both.size()), both.size());
  if (!seen) return;
  EXPECT_EQ(seen->shared, right.shared);
  EXPECT_EQ(seen->a, right.a);
  EXPECT_EQ(seen->b, right.b);
}

std::vector<List> all_lists(std::size_t longest, std::uint64_t kinds) {
  std::vector<List> lists = {{}};
  for (std::size_t from = 0, length = 1; length <= longest; ++length) {
    const std::size_t to = lists.size();
    for (; from < to; ++from) {
      for (std::uint64_t kind = 0; kind < kinds; ++kind) {
        lists.push_back(lists[from]);
        lists.back().push_back(kind);
      }
    }
  }
  lists.erase(lists.begin());  // a record has a shingle at least
  return lists;
}

TEST(ShingleSet, EveryPairOfShortLists) {
  const std::vector<List> lists = all_lists(5, 3);
  ShingleSet set;
  for (const List& a : lists) {
    set.assign(a);
    for (const List& b : lists) {
      for (const double threshold : {0.3, 0.5, 2.0 / 3, 1.0}) expect_right(set, a, b, threshold);
    }
  }
}

TEST(ShingleSet, KeepsTheOrderOfFirstPlaces) {
  ShingleSet set;
  set.assign(List{7, 3, 7, 9, 3});
  EXPECT_TRUE(std::ranges::equal(set.list(), List{7, 3, 9}));
}

// A list, and edited copies of it with repeats, around every threshold.
TEST(ShingleSet, EditedCopies) {
  ShingleSet set;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937_64 random(seed);
    List a(1 + random() % 600);
    std::ranges::generate(a, [&] { return random(); });
    for (std::size_t i = 0; i < a.size() / 8; ++i) a[random() % a.size()] = a[random() % a.size()];
    set.assign(a);
    for (const unsigned percent : {0, 3, 10, 12, 20, 40, 90}) {
      List b;
      for (const std::uint64_t shingle : a) {
        if (random() % 100 >= percent / 2) b.push_back(shingle);
        if (random() % 100 < percent / 2) b.push_back(random());
        if (random() % 100 < percent && !b.empty()) b.push_back(b[random() % b.size()]);
      }
      if (b.empty()) continue;
      for (const double threshold : {0.5, 0.7, 0.8, 0.9, 1.0}) expect_right(set, a, b, threshold);
    }
  }
}

}  // namespace
}  // namespace leitong
