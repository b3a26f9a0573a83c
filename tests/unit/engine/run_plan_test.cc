#include "leitong/run_plan.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <random>
#include <string>
#include <thread>

#include "temporary_files.h"

namespace leitong {
namespace {

constexpr std::uint64_t kRecords = 30'000;

// Records of words that no two have in common.
std::string different_records(std::uint64_t count) {
  std::mt19937_64 random(11);
  std::string lines;
  for (std::uint64_t i = 0; i < count; ++i) {
    lines += "{\"text\": \"";
    for (int word = 0; word < 20; ++word) lines += "w" + std::to_string(random() % 1'000'000) + " ";
    lines += "\"}\n";
  }
  return lines;
}

RunPlanOptions quick() { return {.seconds = 0.01}; }

RunPlanOptions quick(std::uint64_t records, std::uint64_t bytes) {
  RunPlanOptions options = quick();
  options.records = records;
  options.bytes = bytes;
  return options;
}

RunPlan plan(const RunPlanOptions& options) {
  Result<RunPlan> result = plan_run(options);
  EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().message());
  return result ? *result : RunPlan{};
}

TEST(RunPlan, CountsWhatAFileHolds) {
  const TemporaryFiles files;
  const std::string content = different_records(kRecords);
  RunPlanOptions options = quick();
  options.samples = {files.write("records.jsonl", content)};
  const RunPlan found = plan(options);
  EXPECT_EQ(found.bytes, content.size());
  EXPECT_EQ(found.records, kRecords);  // all of it is read
  EXPECT_TRUE(found.counts_are_estimated);
  EXPECT_FALSE(found.time.made_up);
}

TEST(RunPlan, GuessesWhatALargeFileHolds) {
  const TemporaryFiles files;
  const std::string content = different_records(70'000);
  RunPlanOptions options = quick();
  options.samples = {files.write("records.jsonl", content)};
  const RunPlan found = plan(options);
  EXPECT_LT(found.time.measured_bytes, content.size());
  EXPECT_EQ(found.bytes, content.size());
  EXPECT_NEAR(static_cast<double>(found.records), 70'000, 700);
}

TEST(RunPlan, FilesStandForMoreIfItIsSaid) {
  const TemporaryFiles files;
  RunPlanOptions options = quick();
  options.samples = {files.write("records.jsonl", different_records(100))};
  options.bytes = 1'000'000'000;
  const RunPlan found = plan(options);
  EXPECT_EQ(found.bytes, 1'000'000'000U);
  EXPECT_GT(found.records, 1'000'000U);
  options.records = 77;
  EXPECT_EQ(plan(options).records, 77U);
}

// Held against what a run of the filter says that it took.
void check_index(Method method) {
  const TemporaryFiles files;
  RunPlanOptions options = quick();
  options.samples = {files.write("records.jsonl", different_records(kRecords))};
  options.comparison.method = method;
  FilterOptions filter{.inputs = options.samples, .method = method};
  FilterReport report;
  files.filter(filter, &report);
  ASSERT_EQ(report.kept, kRecords);
  const auto index = static_cast<double>(plan(options).memory.index);
  EXPECT_NEAR(index / static_cast<double>(report.index_bytes), 1, 0.15)
      << "planned " << index << ", taken " << report.index_bytes;
}

TEST(RunPlan, IndexIsWhatMinhashTakes) { check_index(Method::kMinhash); }
TEST(RunPlan, IndexIsWhatSimhashTakes) { check_index(Method::kSimhash); }
TEST(RunPlan, IndexIsWhatExactTakes) { check_index(Method::kExact); }

// A pipe's shingles are all held.
TEST(RunPlan, ListsAreWhatAPipeTakes) {
  const TemporaryFiles files;
  const std::string path = files.write("records.jsonl", different_records(kRecords));
  RunPlanOptions options = quick();
  options.samples = {path};
  const RunPlan found = plan(options);
  FilterReport report;
  const std::string pipe = files.path("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  std::thread writer([&] { std::ofstream(pipe) << files.read("records.jsonl"); });
  files.filter({.inputs = {pipe}, .format = Format::kJsonl}, &report);
  writer.join();
  EXPECT_EQ(found.memory.cache, found.memory.lists);
  EXPECT_NEAR(static_cast<double>(found.memory.lists) / static_cast<double>(report.cache_bytes), 1,
              0.35);
}

TEST(RunPlan, MemoryBoundsTheCache) {
  RunPlanOptions options = quick(1'000'000, 3'000'000'000);
  options.memory_bytes = 100'000'000;
  const RunPlan found = plan(options);
  EXPECT_EQ(found.memory.cache, 100'000'000U);
  EXPECT_GT(found.memory.lists, 1'000'000'000U);
  EXPECT_EQ(found.temp_bytes_of_pipes, found.memory.lists - found.memory.cache);
}

TEST(RunPlan, WhatFitsFits) {
  RunPlan found = plan(quick(1'000'000, 3'000'000'000));
  const std::uint64_t most = found.records_that_fit();
  EXPECT_EQ(found.fits(), found.records <= most);
  ASSERT_GT(most, 1000U);
  const auto memory_of = [](std::uint64_t records) {
    return plan(quick(records, records * 1000)).least_memory();
  };
  EXPECT_LE(memory_of(most), found.memory.machine);
  EXPECT_GT(memory_of(most + 1000), found.memory.machine);
}

TEST(RunPlan, OddsReachTheStatedRecall) {
  RunPlanOptions options = quick(1000, 1'000'000);
  options.comparison.threshold = 0.7;
  options.comparison.recall = 0.95;
  const RunPlan found = plan(options);
  ASSERT_EQ(found.odds.size(), 101U);
  EXPECT_DOUBLE_EQ(found.odds[70].similarity, 0.7);
  EXPECT_GE(found.odds[70].odds.candidate, 0.95);
  options.comparison.method = Method::kExact;
  EXPECT_TRUE(plan(options).odds.empty());
}

void expect_refused(const RunPlanOptions& options, const std::string& what) {
  const Result<RunPlan> result = plan_run(options);
  ASSERT_FALSE(result.has_value()) << what;
  EXPECT_EQ(result.error().what, what);
}

TEST(RunPlan, RefusesWhatHasNoMeaning) {
  expect_refused(quick(), "how much is there to read?");
  expect_refused(quick(0, 10), "there is nothing to plan for");
  expect_refused(quick(std::uint64_t{1} << 32, std::uint64_t{1} << 40),
                 "one run numbers at most 4294967294 records");
  RunPlanOptions options = quick(10, 1000);
  options.comparison.threshold = 0;
  expect_refused(options, "the threshold must be above 0 and at most 1");
  const TemporaryFiles files;
  options = quick();
  options.samples = {"-"};
  expect_refused(options, "only a file can be measured before it is read");
  options.samples = {files.write("a.txt", "text\n")};
  expect_refused(options, "text has no records to plan for");
  options.samples = {files.write("a.jsonl", "\n\n")};
  expect_refused(options, "there is no record to measure with");
}

}  // namespace
}  // namespace leitong
