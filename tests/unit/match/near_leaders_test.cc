#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <random>
#include <vector>

#include "leitong/bands.h"
#include "leitong/leaders.h"
#include "leitong/minhash.h"
#include "leitong/simhash.h"
#include "leitong/similarity.h"
#include "match/near_digest.h"
#include "reference/leaders.h"

namespace leitong {
namespace {

using Shingles = std::vector<std::uint64_t>;
using Sketch = std::vector<std::uint32_t>;

Sketch sketch_of(Shingles shingles, const NearOptions& options) {
  if (options.method == NearMethod::kMinhash) {
    Sketch sketch(bins(options.sketch));
    minhash(shingles, options.sketch, sketch);
    return sketch;
  }
  make_shingle_set(shingles);
  const std::uint64_t fingerprint = simhash(shingles);
  return {static_cast<std::uint32_t>(fingerprint), static_cast<std::uint32_t>(fingerprint >> 32)};
}

std::uint64_t fingerprint_of(std::span<const std::uint32_t> sketch) {
  return sketch[0] | std::uint64_t{sketch[1]} << 32;
}

std::vector<std::uint64_t> buckets_of(const Sketch& sketch, const NearOptions& options,
                                      BandPlan plan) {
  std::vector<std::uint64_t> buckets;
  if (options.method == NearMethod::kMinhash) {
    buckets.resize(plan.bands);
    band_keys(sketch, plan, buckets);
    for (std::uint64_t& key : buckets) key >>= 32;
    return buckets;
  }
  const unsigned blocks = static_cast<unsigned>(options.distance) + 1;
  unsigned from = 0;
  for (unsigned i = 1; i <= blocks; ++i) {
    const unsigned to = 64 * i / blocks;
    std::uint64_t value = 0;
    for (unsigned bit = from; bit < to; ++bit) {
      value = 2 * value + (fingerprint_of(sketch) >> bit & 1);
    }
    buckets.push_back(value);
    from = to;
  }
  return buckets;
}

reference::LeaderRule rule_of(const NearOptions& options) {
  reference::LeaderRule rule;
  rule.thousandths = static_cast<std::uint64_t>(std::lround(options.threshold * 1000));
  rule.bucket_limit = options.bucket_limit;
  if (options.method == NearMethod::kSimhash) {
    rule.rejects = [distance = options.distance](auto a, auto b) {
      return std::popcount(fingerprint_of(a) ^ fingerprint_of(b)) > distance;
    };
  } else {
    rule.rejects = [t = options.threshold](auto a, auto b) {
      double equal = 0;
      for (std::size_t i = 0; i < a.size(); ++i) equal += a[i] % 16 == b[i] % 16 ? 1 : 0;
      const double share = equal / static_cast<double>(a.size()), p = t + (1 - t) / 16;
      return share < p - 4 * std::sqrt(p * (1 - p) / static_cast<double>(a.size())) - 1e-9;
    };
  }
  return rule;
}

// Records of a flood: enough to show a quadratic step, fewer where the build is a slow one.
#ifdef NDEBUG
constexpr std::size_t kFlood = 200000;
#else
constexpr std::size_t kFlood = 20000;
#endif

// Families of near-duplicates: copies, shuffled copies, copies with repeats, edits of a base or of
// an earlier member (chains), parts, and strangers.
class Corpus {
 public:
  explicit Corpus(std::uint64_t seed) : random_(seed) {}

  Shingles next() {
    if (made_.empty() || random_() % 4 == 0) return remember(fresh(1 + random_() % 120));
    Shingles text = made_[random_() % made_.size()];
    switch (random_() % 6) {
      case 0:
        break;
      case 1:
        std::ranges::shuffle(text, random_);
        break;
      case 2:
        text.insert(text.end(), text.begin(), text.begin() + 1);
        break;
      case 3:
        text.resize(1 + text.size() * 4 / 5);
        break;
      default:
        edit(text, random_() % (1 + text.size() / 3));
        break;
    }
    return remember(std::move(text));
  }

 private:
  Shingles fresh(std::size_t size) {
    Shingles text(size);
    for (std::uint64_t& h : text) h = random_();
    return text;
  }
  void edit(Shingles& text, std::size_t changes) {
    for (std::size_t i = 0; i < changes; ++i) text[random_() % text.size()] = random_();
  }
  Shingles remember(Shingles text) {
    if (made_.size() < 40) return made_.emplace_back(std::move(text));
    return made_[random_() % made_.size()] = std::move(text);
  }

  std::mt19937_64 random_;
  std::vector<Shingles> made_;
};

// Has every record's shingles, or those that left the cache.
class MapSource : public ShingleSource {
 public:
  bool shingles(RecordId record, std::vector<std::uint64_t>& out) override {
    ++asked;
    const auto found = lists.find(record);
    if (found == lists.end()) return false;
    out = found->second;
    return true;
  }
  bool holds(RecordId record) const override { return lists.contains(record); }
  void leaves_cache(RecordId record, std::span<const std::uint64_t> shingles) override {
    lists[record].assign(shingles.begin(), shingles.end());
  }

  std::map<RecordId, Shingles> lists;
  int asked = 0;
};

void compare_with_the_rule(const NearOptions& options, std::uint64_t seed, int records,
                           bool newcomers_from_source = false) {
  SCOPED_TRACE(testing::Message() << "seed " << seed << " threshold " << options.threshold
                                  << " limit " << options.bucket_limit << " distance "
                                  << options.distance);
  Result<NearLeaders> leaders = NearLeaders::create(options);
  ASSERT_TRUE(leaders.has_value());
  reference::LeaderRule rule = rule_of(options);
  Corpus corpus(seed);
  int dropped = 0;
  for (int i = 0; i < records; ++i) {
    if (i % 50 == 7) {
      leaders->skip();
      ++rule.next;
    }
    // Right or wrong, it changes nothing.
    if (i % 64 == 1) leaders->expect(i % 128 == 1 ? 1e-3 : 1.0);
    const Shingles shingles = corpus.next();
    const Sketch sketch = sketch_of(shingles, options);
    Verdict verdict;
    if (newcomers_from_source) {
      options.source->leaves_cache(rule.next, shingles);
      const NearDigester digester = *NearDigester::create(options);
      std::vector<std::uint64_t> digest(digester.words());
      digester.digest(shingles, sketch, digest);
      leaders->prefetch(digest);
      verdict = leaders->add_digested({}, digest);
    } else {
      verdict = leaders->add(shingles, sketch);
    }
    const reference::Decision decision =
        rule.add(shingles, sketch, buckets_of(sketch, options, leaders->bands()));
    ASSERT_EQ(verdict.leader, decision.leader) << "record " << i;
    ASSERT_EQ(verdict.similarity, decision.similarity) << "record " << i;
    dropped += verdict.kept() ? 0 : 1;
  }
  EXPECT_EQ(leaders->counts().bucket_overflow, rule.bucket_overflow);
  EXPECT_LE(leaders->cached_bytes(), options.cache_bytes);
  EXPECT_GT(dropped, records / 10);
}

TEST(NearLeaders, FollowTheRuleByMinhash) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    for (const double threshold : {0.5, 0.7, 0.8, 0.9, 1.0}) {
      for (const std::size_t limit : {0, 1, 2, 64}) {
        compare_with_the_rule({.threshold = threshold, .bucket_limit = limit}, seed, 500);
      }
    }
    compare_with_the_rule({.threshold = 0.8, .sketch = SketchSize::k256}, seed, 500);
  }
}

TEST(NearLeaders, FollowTheRuleBySimhash) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    for (const int distance : {0, 1, 3, 8, 16}) {
      for (const std::size_t limit : {0, 1, 2, 64}) {
        compare_with_the_rule({.method = NearMethod::kSimhash,
                               .threshold = 0.8,
                               .distance = distance,
                               .bucket_limit = limit},
                              seed, 500);
      }
    }
  }
}

TEST(NearLeaders, FollowTheRuleOnALargerCorpus) {
  compare_with_the_rule({.bucket_limit = 3}, 99, 3000);
}

TEST(NearLeaders, NeedNoCache) {
  for (const std::size_t budget : {0UL, 100UL, 1UL << 10, 10UL << 10, 100UL << 10}) {
    for (const NearMethod method : {NearMethod::kMinhash, NearMethod::kSimhash}) {
      for (const bool newcomers_too : {false, true}) {
        MapSource source;
        compare_with_the_rule({.method = method,
                               .distance = 8,
                               .bucket_limit = 2,
                               .cache_bytes = budget,
                               .source = &source},
                              7 + budget, 1000, newcomers_too);
        if (budget <= 1 << 10) {
          EXPECT_GT(source.asked, 0);
        }
      }
    }
  }
}

// What can't be had again is kept: a source that fails must be asked why.
TEST(NearLeaders, KeepWhatCannotBeCompared) {
  MapSource source;
  const NearOptions options{.cache_bytes = 0, .source = &source};
  NearLeaders leaders = *NearLeaders::create(options);
  Shingles text(50);
  for (std::size_t i = 0; i < text.size(); ++i) text[i] = i * 0x9E3779B97F4A7C15ULL;
  EXPECT_TRUE(leaders.add(text, sketch_of(text, options)).kept());
  source.lists.clear();
  const Sketch sketch = sketch_of(text, options);
  EXPECT_EQ(leaders.add(text, sketch).leader, 0U);  // a copy is known by its hash
  std::ranges::reverse(text);
  EXPECT_TRUE(leaders.add(text, sketch).kept());
}

// At threshold 1 near-equal sets have equal sketches and are all kept; a set's equal must be found
// among them although the buckets are full.
TEST(NearLeaders, FindAnEqualSetAmongEqualSketches) {
  const NearOptions options{.threshold = 1.0, .bucket_limit = 2};
  NearLeaders leaders = *NearLeaders::create(options);
  std::mt19937_64 random(11);
  Shingles base(3000);
  for (std::uint64_t& h : base) h = random();
  const Sketch sketch = sketch_of(base, options);
  std::vector<Shingles> texts;
  while (texts.size() < 30) {
    Shingles text = base;
    text[random() % text.size()] = random();
    if (sketch_of(text, options) == sketch) texts.push_back(text);
  }
  for (const Shingles& text : texts) EXPECT_TRUE(leaders.add(text, sketch).kept());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(leaders.add(texts[i], sketch).leader, i);
    std::ranges::reverse(texts[i]);
    EXPECT_EQ(leaders.add(texts[i], sketch).leader, i);
  }
}

// A chain A ~ B ~ C must not drop C for A's sake.
TEST(NearLeaders, DropNobodyForAChain) {
  const NearOptions options{};
  NearLeaders leaders = *NearLeaders::create(options);
  const auto text = [](std::uint64_t from) {
    Shingles shingles(100);
    for (std::size_t i = 0; i < 100; ++i) shingles[i] = (from + i) * 0x9E3779B97F4A7C15ULL;
    return shingles;
  };
  const auto add = [&](std::uint64_t from) {
    return leaders.add(text(from), sketch_of(text(from), options));
  };
  EXPECT_TRUE(add(0).kept());
  EXPECT_EQ(add(10).leader, 0u);  // 90 / 110 = 0.818
  EXPECT_TRUE(add(20).kept());    // 80 / 120 with the first; the second is gone
  EXPECT_EQ(add(15).leader, 2u);  // 85 / 115 with the first, 95 / 105 with the third
}

// Equal records, and as many kept ones from one template, in time that is linear.
TEST(NearLeaders, AFloodOfEqualRecordsStaysLinear) {
  const NearOptions options{};
  NearLeaders leaders = *NearLeaders::create(options);
  std::mt19937_64 random(12);
  Shingles text(30);
  for (std::uint64_t& h : text) h = random();
  const Sketch sketch = sketch_of(text, options);
  EXPECT_TRUE(leaders.add(text, sketch).kept());
  for (std::size_t i = 1; i < kFlood; ++i) {
    std::swap(text[0], text[i % text.size()]);
    ASSERT_EQ(leaders.add(text, sketch).leader, 0u);
  }
  EXPECT_LE(leaders.counts().verified, kFlood);
}

TEST(NearLeaders, AFloodOfOneTemplateStaysLinear) {
  const NearOptions options{};
  NearLeaders leaders = *NearLeaders::create(options);
  std::mt19937_64 random(13);
  Shingles text(30);
  for (std::uint64_t& h : text) h = random();
  for (std::size_t i = 0; i < kFlood; ++i) {
    for (std::size_t own = 20; own < text.size(); ++own) text[own] = random();
    ASSERT_TRUE(leaders.add(text, sketch_of(text, options)).kept());
  }
  EXPECT_GT(leaders.counts().bucket_overflow, kFlood);
  EXPECT_LE(leaders.counts().candidates, kFlood * leaders.bands().bands * options.bucket_limit);
}

TEST(NearLeaders, RefuseWhatHasNoMeaning) {
  EXPECT_FALSE(NearLeaders::create({.threshold = 0}).has_value());
  EXPECT_FALSE(NearLeaders::create({.threshold = 1.1}).has_value());
  EXPECT_FALSE(NearLeaders::create({.recall = 1}).has_value());
  EXPECT_FALSE(NearLeaders::create({.method = NearMethod::kSimhash, .distance = 17}).has_value());
  EXPECT_FALSE(NearLeaders::create({.method = NearMethod::kSimhash, .distance = -1}).has_value());
  EXPECT_FALSE(NearLeaders::create({.method = NearMethod::kSimhash, .threshold = 0}).has_value());
}

}  // namespace
}  // namespace leitong
