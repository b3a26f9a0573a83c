#include "leitong/containment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <random>
#include <vector>

namespace leitong {
namespace {

using Shingles = std::vector<std::uint64_t>;

Shingles set_of(Shingles shingles) {
  std::ranges::sort(shingles);
  shingles.erase(std::ranges::unique(shingles).begin(), shingles.end());
  return shingles;
}

std::size_t shared(const Shingles& a, const Shingles& b) {
  Shingles both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return both.size();
}

// The leader rule by comparing with every kept record.
struct Rule {
  std::uint64_t percent;

  Verdict add(const Shingles& shingles) {
    const Shingles set = set_of(shingles);
    const RecordId id = next++;
    for (const auto& [other, its_set] : kept) {
      const std::size_t inside = shared(set, its_set);
      if (100 * inside < percent * set.size()) continue;
      return {.leader = other,
              .similarity = static_cast<double>(inside) / static_cast<double>(set.size())};
    }
    kept.emplace(id, set);
    return {};
  }

  RecordId next = 0;
  std::map<RecordId, Shingles> kept = {};
};

// Wholes, excerpts of them, excerpts with edits, and wholes around excerpts.
class Corpus {
 public:
  explicit Corpus(std::uint64_t seed) : random_(seed) {}

  Shingles next(std::size_t least) {
    if (made_.empty() || random_() % 3 == 0) return remember(fresh(least + random_() % 500));
    const Shingles& base = made_[random_() % made_.size()];
    const std::size_t size = std::min(base.size(), least + random_() % base.size());
    const auto from = static_cast<std::ptrdiff_t>(random_() % (base.size() - size + 1));
    Shingles text(base.begin() + from, base.begin() + from + static_cast<std::ptrdiff_t>(size));
    // An edit changes some shingles in a row.
    for (std::size_t edits = random_() % (1 + size / 25); edits > 0; --edits) {
      for (std::size_t i = 0, at = random_() % size; i < 3 && at < size; ++i, ++at) {
        text[at] = random_();
      }
    }
    if (random_() % 3 == 0) {
      const Shingles more = fresh(random_() % 300);
      text.insert(text.begin(), more.begin(), more.end());
    }
    return remember(std::move(text));
  }

 private:
  Shingles fresh(std::size_t size) {
    Shingles text(size);
    for (std::uint64_t& shingle : text) shingle = random_();
    return text;
  }
  Shingles remember(Shingles text) {
    if (made_.size() < 50) return made_.emplace_back(std::move(text));
    return made_[random_() % made_.size()] = std::move(text);
  }

  std::mt19937_64 random_;
  std::vector<Shingles> made_;
};

TEST(ContainmentLeaders, FollowTheRule) {
  for (const unsigned percent : {50U, 80U, 90U, 97U, 100U}) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      SCOPED_TRACE(testing::Message() << "share " << percent << " % seed " << seed);
      auto leaders = ContainmentLeaders::create({.containment = percent / 100.0});
      ASSERT_TRUE(leaders.has_value());
      Rule rule{percent};
      Corpus corpus(seed);
      int dropped = 0;
      for (int i = 0; i < 250; ++i) {
        if (i % 50 == 7) {
          leaders->skip();
          ++rule.next;
        }
        const Shingles shingles = corpus.next(150);
        const Verdict verdict = leaders->add(shingles);
        const Verdict right = rule.add(shingles);
        ASSERT_EQ(verdict.leader, right.leader) << "record " << i;
        ASSERT_EQ(verdict.similarity, right.similarity) << "record " << i;
        dropped += verdict.kept() ? 0 : 1;
      }
      EXPECT_EQ(leaders->counts().bucket_overflow, 0u);
      EXPECT_GT(dropped, 5);
    }
  }
}

// Of short records some are missed, but none is dropped that should stay.
TEST(ContainmentLeaders, ShortRecordsAreDroppedForTrueLeadersOnly) {
  std::mt19937_64 random(5);
  auto leaders = ContainmentLeaders::create({});
  Shingles whole(2000);
  std::ranges::generate(whole, std::ref(random));
  ASSERT_TRUE(leaders->add(whole).kept());
  int found = 0, stranger = 0;
  constexpr int kExcerpts = 500;
  for (int i = 0; i < kExcerpts; ++i) {
    const std::size_t size = 8 + random() % 10;
    const auto from = static_cast<std::ptrdiff_t>(random() % (whole.size() - size));
    Shingles text(whole.begin() + from, whole.begin() + from + static_cast<std::ptrdiff_t>(size));
    found += leaders->add(text).kept() ? 0 : 1;
    for (std::size_t j = 0; j < 3; ++j) text[j] = random();
    stranger += leaders->add(text).kept() ? 0 : 1;
  }
  EXPECT_EQ(stranger, 0);
  EXPECT_GT(found, kExcerpts * 9 / 10);
}

TEST(ContainmentLeaders, TheDirectionCounts) {
  const Shingles part = {1, 2, 3, 4}, whole = {9, 1, 2, 3, 4, 8, 7};
  auto leaders = ContainmentLeaders::create({});
  EXPECT_TRUE(leaders->add(part).kept());
  EXPECT_TRUE(leaders->add(whole).kept());
  EXPECT_EQ(leaders->add(part).leader, RecordId{0});
  EXPECT_EQ(leaders->add(Shingles{2, 3, 4, 8}).leader, RecordId{1});
}

TEST(ContainmentLeaders, AskForAShareThatHasAMeaning) {
  for (const double share : {0.0, -1.0, 1.01, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_FALSE(ContainmentLeaders::create({.containment = share}).has_value()) << share;
  }
}

// Every record has the same half, and another half of its own: buckets fill up, and the cost of a
// record stays what it is.
TEST(ContainmentLeaders, AFloodOfOneTemplateIsLinear) {
  std::mt19937_64 random(6);
  Shingles half(100);
  std::ranges::generate(half, std::ref(random));
  auto leaders = ContainmentLeaders::create({});
  for (int i = 0; i < 3000; ++i) {
    Shingles text = half;
    text.resize(200);
    std::generate(text.begin() + 100, text.end(), std::ref(random));
    ASSERT_TRUE(leaders->add(text).kept());
  }
  EXPECT_LE(leaders->counts().verified, 3000u * 64u);
  EXPECT_GT(leaders->counts().bucket_overflow, 0u);
}

}  // namespace
}  // namespace leitong
