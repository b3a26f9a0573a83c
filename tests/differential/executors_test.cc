// The batch executor and the online one over the truth sets beside the checkout; skipped elsewhere.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "differential/texts.h"
#include "leitong/filter.h"
#include "unit/engine/temporary_files.h"

namespace leitong::differential {
namespace {

constexpr std::size_t kMostBytes = 1'000'000;  // of each set

class Executors : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const std::filesystem::path archive =
        std::filesystem::path(LEITONG_SOURCE_DIR "/../shared/truth") /
        (std::string(GetParam()) + ".tar.zst");
    if (!std::filesystem::exists(archive)) GTEST_SKIP() << archive << " is not there";
    std::string lines;
    for (std::string text : texts_of_archive(archive).texts) {
      std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
      lines += text + '\n';
      if (lines.size() >= kMostBytes) break;
    }
    options_.inputs = {files_.write("input", lines)};
    options_.format = Format::kLines;
    options_.removed = files_.path("audit");
    options_.temp_dir = files_.path("");
  }

  std::string answer(std::optional<std::uint64_t> memory, unsigned threads) {
    options_.memory_bytes = memory;
    options_.threads = threads;
    std::string all = files_.filter(options_);
    return all += files_.read("audit");
  }

  const TemporaryFiles files_;
  FilterOptions options_;
};

TEST_P(Executors, AnswerTheSame) {
  for (const Method method : {Method::kMinhash, Method::kSimhash, Method::kExact}) {
    SCOPED_TRACE(name_of(method));
    options_.method = method;
    options_.executor = Executor::kOnline;
    const std::string expected = answer(std::nullopt, 2);
    options_.executor = Executor::kBatch;
    for (const std::uint64_t memory : {std::uint64_t{0}, std::uint64_t{64} << 20}) {
      for (const unsigned threads : {1U, 2U, 8U}) {
        EXPECT_TRUE(answer(memory, threads) == expected) << memory << " bytes, " << threads;
      }
    }
  }
}

TEST_P(Executors, AnswerTheSameWhateverTheMemory) {
  for (const Keep::Rule rule : {Keep::Rule::kLast, Keep::Rule::kLongest}) {
    options_.keep.rule = rule;
    const std::string expected = answer(std::nullopt, 2);
    for (const std::uint64_t memory : {std::uint64_t{0}, std::uint64_t{41} << 20}) {
      EXPECT_TRUE(answer(memory, 2) == expected) << memory << " bytes";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(TruthSets, Executors,
                         testing::Values("csc-sighan15", "install-guide", "kernel-zh", "lo-en",
                                         "lo-zh", "tang-poems"),
                         [](const testing::TestParamInfo<const char*>& set) {
                           std::string name = set.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace leitong::differential
