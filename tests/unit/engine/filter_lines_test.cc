// Lines that nobody asks the leaders of have an executor of their own (line_filter.cc). An audit
// asks for leaders, so that the one for records of any format takes them: both must say the same.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "temporary_files.h"

namespace leitong {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string random_lines(std::mt19937& random) {
  static const std::vector<std::string> kPieces = {
      "a", "A", "b", " ", "  ", "\t", "\r", "國", "国", "\u3000", "\u200B", "Ａ", "\xFF", "\uFFFF"};
  std::string lines;
  if (random() % 3 == 0) lines += kByteOrderMark;
  for (auto count = random() % 120; count > 0; --count) {
    for (auto left = random() % 4; left > 0; --left) lines += kPieces[random() % kPieces.size()];
    if (random() % 200 == 0) lines += std::string(300, 'x');
    lines += random() % 4 == 0 ? "\r\n" : "\n";
  }
  if (random() % 2 == 0) lines += "last";
  return lines;
}

struct Outcome {
  std::string kept;
  std::string dropped;
  std::vector<std::uint64_t> counts;

  bool operator==(const Outcome&) const = default;
};

Outcome outcome(const TemporaryFiles& files, FilterOptions options) {
  options.dropped = files.path("dropped");
  FilterReport report;
  Outcome outcome;
  outcome.kept = files.filter(options, &report);
  outcome.dropped = files.read("dropped");
  outcome.counts = {report.read,       report.kept,          report.removed, report.blank,
                    report.bytes_read, report.bytes_written, report.failed,  report.ill_formed};
  return outcome;
}

TEST(FilterLines, AreThoseOfTheExecutorForRecords) {
  const std::uint32_t seed = std::random_device{}();
  std::mt19937 random(seed);
  const TemporaryFiles files;
  std::uint64_t removed = 0;
  for (int round = 0; round < 80; ++round) {
    FilterOptions options{.inputs = {files.write("a", random_lines(random)),
                                     files.write("b", random_lines(random)),
                                     files.write("c", random_lines(random))}};
    options.format = Format::kLines;
    options.method = random() % 2 == 0 ? Method::kExact : Method::kBytes;
    switch (random() % 3) {
      case 0:
        options.against = {files.write("known", random_lines(random))};
        break;
      case 1:
        options.within = Within::kFile;
        break;
      default:
        break;
    }
    options.comparison.fold.compatibility = random() % 4 != 0;
    options.stop_at_first = random() % 8 == 0;
    options.threads = 1 + static_cast<unsigned>(random() % 3);
    options.block_size = 1 + random() % 500;
    const Outcome quick = outcome(files, options);
    options.removed = files.path("audit");
    ASSERT_EQ(quick, outcome(files, options)) << "seed " << seed << ", round " << round;
    removed += quick.counts[2];
  }
  EXPECT_GT(removed, 500U) << "seed " << seed;
}

// In steps what stays is known as stretches.
TEST(FilterLines, AreTheSameInSteps) {
  const std::uint32_t seed = std::random_device{}();
  std::mt19937 random(seed);
  const TemporaryFiles files;
  for (int round = 0; round < 20; ++round) {
    FilterOptions options{
        .inputs = {files.write("a", random_lines(random)), files.write("b", random_lines(random))}};
    options.format = Format::kLines;
    options.method = Method::kExact;
    options.unit = Unit::kRecord;
    options.then = {Unit::kPassage};
    options.threads = 1;
    const Outcome quick = outcome(files, options);
    options.removed = files.path("audit");
    ASSERT_EQ(quick, outcome(files, options)) << "seed " << seed << ", round " << round;
  }
}

}  // namespace
}  // namespace leitong
