// The batch executor: what it spills, and that parts of the leaders answer as all of them do.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "engine/batch/pending_record.h"
#include "engine/batch/place_file.h"
#include "engine/batch/rank_key.h"
#include "engine/batch/sorted_spill.h"
#include "engine/batch/spill.h"
#include "temporary_files.h"

namespace leitong {
namespace {

using Entry = std::pair<std::string, std::string>;

std::string random_bytes(std::mt19937& random, std::size_t most) {
  std::string bytes(random() % (most + 1), '\0');
  for (char& byte : bytes) byte = static_cast<char>(random() % 3 == 0 ? random() : 'a');
  return bytes;
}

std::vector<Entry> random_entries(std::mt19937& random, std::size_t count, std::size_t key_bytes) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < count; ++i) {
    entries.emplace_back(random_bytes(random, key_bytes), random_bytes(random, 300));
  }
  return entries;
}

template <class Reader>
std::vector<Entry> read_all(Reader& reader) {
  std::vector<Entry> entries;
  for (;;) {
    const Result<bool> more = reader.next();
    EXPECT_TRUE(more.has_value());
    if (!more || !*more) return entries;
    entries.emplace_back(reader.key(), reader.value());
  }
}

TEST(Spill, GivesBackWhatWasWritten) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  std::vector<Entry> entries = random_entries(random, 2000, 20);
  entries.emplace_back("", "");
  entries.emplace_back("long", std::string(300'000, 'x'));
  Spool spool = Spool::create("").value();
  SpillWriter writer(spool);
  ASSERT_TRUE(writer.append("before", "it").has_value());
  ASSERT_TRUE(writer.finish().has_value());
  for (const auto& [key, value] : entries) ASSERT_TRUE(writer.append(key, value).has_value());
  const Result<SpillExtent> extent = writer.finish();
  ASSERT_TRUE(extent.has_value());
  SpillReader reader(spool, *extent);
  EXPECT_EQ(read_all(reader), entries);
  SpillReader nothing(spool, {.begin = extent->end, .end = extent->end});
  EXPECT_TRUE(read_all(nothing).empty());
}

TEST(Spill, DoesNotBelieveWhatWasNotWritten) {
  Spool spool = Spool::create("").value();
  SpillWriter writer(spool);
  ASSERT_TRUE(writer.append("key", "value").has_value());
  const SpillExtent extent = writer.finish().value();
  ASSERT_TRUE(spool.append("garbage").has_value());
  for (std::uint64_t shift = 1; shift < 7; ++shift) {
    SpillReader reader(spool, {.begin = extent.begin + shift, .end = extent.end + shift});
    EXPECT_FALSE(reader.next().has_value()) << shift;
  }
}

TEST(SortedSpill, SortsAsMemoryDoes) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (const std::size_t memory : {0, 5000, 100'000, 10'000'000}) {
    // Short keys: many are equal.
    std::vector<Entry> entries = random_entries(random, 3000, 2);
    SortedSpill sorted("", memory);
    for (const auto& [key, value] : entries) ASSERT_TRUE(sorted.add(key, value).has_value());
    ASSERT_TRUE(sorted.sort().has_value());
    std::ranges::stable_sort(entries, {}, &Entry::first);
    EXPECT_EQ(read_all(sorted), entries) << memory;
    EXPECT_EQ(sorted.spilled_bytes() > 0, memory < 1'000'000) << memory;
  }
  SortedSpill empty("", 0);
  ASSERT_TRUE(empty.sort().has_value());
  EXPECT_TRUE(read_all(empty).empty());
}

// The order that the rule of `--keep` names.
bool is_before(const Rank& a, const Rank& b) {
  if (a.kind != b.kind) return a.kind < b.kind;
  if (a.kind == Rank::kNumber) return a.greatest_first ? a.number > b.number : a.number < b.number;
  if (a.kind == Rank::kString) return a.greatest_first ? a.text > b.text : a.text < b.text;
  return false;
}

TEST(RankKey, IsInTheOrderOfTheRanks) {
  using Limits = std::numeric_limits<double>;
  for (const bool greatest_first : {false, true}) {
    std::vector<Rank> ranks = {{.kind = Rank::kNeither, .greatest_first = greatest_first}};
    for (const double number :
         {0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, 255.0, 256.0, 1e300, -1e300, Limits::min(),
          Limits::denorm_min(), -Limits::denorm_min(), Limits::infinity(), -Limits::infinity()}) {
      ranks.push_back({.kind = Rank::kNumber, .number = number, .greatest_first = greatest_first});
    }
    for (const std::string& text :
         {std::string(), std::string("a"), std::string("ab"), std::string("b"),
          std::string("\0", 1), std::string("\0\0", 2), std::string("\0\xFF", 2),
          std::string("a\0", 2), std::string("\xFF"), std::string("\xFF\xFF"),
          std::string("\xFE")}) {
      ranks.push_back({.kind = Rank::kString, .text = text, .greatest_first = greatest_first});
    }
    for (const Rank& a : ranks) {
      for (const Rank& b : ranks) {
        std::string a_key;
        std::string b_key;
        append_rank(a_key, a);
        append_rank(b_key, b);
        EXPECT_EQ(a_key < b_key, is_before(a, b))
            << a.number << ' ' << a.text << ", " << b.number << ' ' << b.text;
      }
    }
  }
}

TEST(PendingRecord, IsReadAsItWasWritten) {
  PendingRecord record{.number = std::uint64_t{1} << 40,
                       .input = 300,
                       .shingles = {.begin = (std::uint64_t{1} << 63) | 5, .length = 70000},
                       .met = {0, 64, 0, 1},
                       .compared = {0, ~std::uint64_t{0}, 7}};
  for (int i = 0; i < 2; ++i) {
    std::string value;
    record.append_to(value);
    PendingRecord read;
    read.read(value, record.met.size());
    EXPECT_EQ(read.number, record.number);
    EXPECT_EQ(read.input, record.input);
    EXPECT_EQ(read.shingles.begin, record.shingles.begin);
    EXPECT_EQ(read.shingles.length, record.shingles.length);
    EXPECT_EQ(read.shingles.input, record.input);
    EXPECT_EQ(read.met, record.met);
    EXPECT_EQ(read.compared, record.compared);
    record = {.met = {}, .compared = {1, 2}};
  }
}

TEST(PlaceFile, FindsByNumber) {
  PlaceFile file = PlaceFile::create("").value();
  constexpr std::uint64_t kCount = 5000;  // more than a buffer
  const auto id = [](std::uint64_t number) { return std::string(number % 40, 'i'); };
  for (std::uint64_t i = 0; i < kCount; ++i) {
    const Place place{.input = 1, .record = i, .start = i * i, .end = ~i};
    ASSERT_TRUE(file.add(place, id(i)).has_value());
  }
  ASSERT_TRUE(file.finish().has_value());
  for (std::uint64_t i = kCount; i-- > 0;) {
    const Result<PlaceFile::Entry> entry = file.at(i);
    ASSERT_TRUE(entry.has_value());
    EXPECT_EQ(entry->place.record, i);
    EXPECT_EQ(entry->place.start, i * i);
    EXPECT_EQ(entry->place.end, ~i);
    EXPECT_EQ(entry->id, id(i));
  }
}

// Records of a few templates, so that buckets overflow, and copies of older ones. Most differ from
// their template in too much to be led by it.
std::string templates_and_copies(std::mt19937& random, std::size_t count) {
  std::vector<std::string> records;
  std::string lines;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text;
    if (!records.empty() && random() % 3 == 0) {
      text = records[random() % records.size()];
      if (random() % 2 == 0) text += " and more";
    } else {
      const auto which = random() % 3;
      for (int word = 0; word < 30; ++word) {
        const bool own = which == 2 || word >= 24 - static_cast<int>(random() % 3);
        text += own ? " w" + std::to_string(random() % 100'000)
                    : " t" + std::to_string(which) + "x" + std::to_string(word);
      }
    }
    records.push_back(text);
    lines += text + '\n';
  }
  return lines;
}

struct Case {
  Method method;
  Within within;
};

class BatchExecutor : public testing::TestWithParam<Case> {};

TEST_P(BatchExecutor, AnswersAsTheOnlineOne) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const TemporaryFiles files;
  FilterOptions options;
  options.format = Format::kLines;
  options.method = GetParam().method;
  // Of templates each contains much of all others.
  const std::size_t count = options.method == Method::kContained ? 1000 : 6000;
  options.within = GetParam().within;
  options.temp_dir = files.path("");
  options.inputs = {files.write("reference", templates_and_copies(random, 100)),
                    files.write("a", templates_and_copies(random, count)),
                    files.write("b", templates_and_copies(random, count / 4))};
  if (options.within == Within::kAll) {
    options.against = {options.inputs.front()};
    options.inputs.erase(options.inputs.begin());
  }
  const auto answer = [&](Executor executor, const std::string& audit, unsigned threads,
                          FilterReport& report) {
    options.executor = executor;
    options.memory_bytes = 0;
    options.threads = threads;
    options.removed = audit.empty() ? audit : files.path(audit);
    std::string all = files.filter(options, &report);
    if (!audit.empty()) all += files.read(audit);
    return all;
  };
  FilterReport online;
  FilterReport batch;
  const std::string expected = answer(Executor::kOnline, "online", 1, online);
  for (const unsigned threads : {1U, 2U, 8U}) {
    EXPECT_EQ(answer(Executor::kBatch, "batch", threads, batch), expected) << threads;
  }
  const std::string kept = answer(Executor::kOnline, "", 2, online);
  EXPECT_EQ(answer(Executor::kBatch, "", 2, batch), kept);
  EXPECT_EQ(batch.kept, online.kept);
  EXPECT_EQ(batch.removed, online.removed);
  EXPECT_GT(batch.removed, 100U);
  if (options.method == Method::kMinhash || options.method == Method::kSimhash) {
    EXPECT_LT(2 * batch.index_bytes, online.index_bytes) << "in parts";
    EXPECT_GT(online.match.bucket_overflow, 0U);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Comparisons, BatchExecutor,
    testing::Values(Case{Method::kMinhash, Within::kAll}, Case{Method::kMinhash, Within::kFile},
                    Case{Method::kSimhash, Within::kAll}, Case{Method::kExact, Within::kAll},
                    Case{Method::kBytes, Within::kFile}, Case{Method::kContained, Within::kAll}),
    [](const testing::TestParamInfo<Case>& comparison) {
      return std::string(name_of(comparison.param.method)) +
             (comparison.param.within == Within::kAll ? "OfAll" : "OfFiles");
    });

}  // namespace
}  // namespace leitong
