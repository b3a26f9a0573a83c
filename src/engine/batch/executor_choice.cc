// Records that are ranked by another order than that of reading are all read before the first is
// decided, which is what the batch executor does. Otherwise the online one is quicker, and answers
// as it reads, as long as the index of what is kept fits the memory; and how many records there
// are is told by the size of the files, and the length of records at their beginnings.
#include "engine/batch/executor_choice.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <vector>

#include "engine/features.h"
#include "engine/index/run_index.h"
#include "engine/machine_memory.h"
#include "engine/plan/input_beginnings.h"
#include "engine/record/record_fields.h"
#include "match/index_size.h"
#include "match/near_digest.h"

namespace leitong {
namespace {

// Where even records of a few bytes would fit, nothing is measured. Nor is a budget taken at its
// word that is less than the program itself needs.
constexpr std::uint64_t kMostIndexBytesAByte = 40;
constexpr std::uint64_t kLeastBudget = std::uint64_t{64} << 20;

constexpr std::uint64_t kBytesATextPlace = 24;  // RecordTexts

// As they stand; nothing: they are not all files.
std::optional<std::uint64_t> size_of_files(const std::vector<std::string>& paths) {
  std::uint64_t total = 0;
  for (const std::string& path : paths) {
    std::error_code problem;
    const bool regular = path != "-" && std::filesystem::is_regular_file(path, problem);
    const std::uint64_t size = regular ? std::filesystem::file_size(path, problem) : 0;
    if (!regular || problem) return std::nullopt;
    total += size;
  }
  return total;
}

std::uint64_t count_records(const InputBeginnings& beginnings, const FilterOptions& options) {
  RecordFields fields(beginnings.layout, options);
  std::vector<LineSpan> records;
  std::uint64_t bytes = 1;
  std::uint64_t count = 0;
  for (const Block& block : beginnings.blocks) {
    fields.split(block, records);
    bytes += block.bytes.size();
    count += records.size();
  }
  return static_cast<std::uint64_t>(static_cast<double>(count) *
                                    static_cast<double>(beginnings.all_bytes) /
                                    static_cast<double>(bytes));
}

std::uint64_t index_bytes(const Comparison& comparison, std::uint64_t records) {
  if (!compares_shingles(comparison.method)) return exact_index_bytes(records);
  const NearOptions near = near_options(comparison);
  const Result<NearDigester> digester = NearDigester::create(near);
  if (!digester) return 0;
  return near_index_bytes(near, digester->bands(), records, Growth::kForetold) +
         kBytesATextPlace * records;
}

std::string megabytes(std::uint64_t bytes) { return std::to_string(bytes >> 20) + " MB"; }

}  // namespace

ExecutorChoice choose_executor(const FilterOptions& options, const Comparison& comparison,
                               Format format) {
  if (options.executor) return {.executor = *options.executor, .why = "as asked"};
  if (options.keep.rule != Keep::Rule::kFirst) {
    return {.executor = Executor::kBatch, .why = "which copy stays is known when all are read"};
  }
  const auto online = [](std::string why) { return ExecutorChoice{.why = std::move(why)}; };
  const bool has_index = !options.index.empty() || !reference_index(options).empty();
  if (options.line_buffered || has_index) return {};
  if (options.within == Within::kFile) return online("each file by itself");
  if (options.unit == Unit::kFile) return {};
  if (comparison.method == Method::kContained) return online("what contains others is held");
  std::optional<std::uint64_t> size = size_of_files(options.inputs);
  if (!size) return online("the size of the input is unknown");
  const std::uint64_t budget = std::max<std::uint64_t>(kLeastBudget, cache_budget(options));
  if (*size < budget / kMostIndexBytesAByte) return {};
  FilterOptions measured = options;
  measured.format = format;
  const Result<InputBeginnings> beginnings = read_beginnings(measured);
  if (!beginnings) return online("the size of the input is unknown");
  const std::uint64_t records = count_records(*beginnings, measured);
  const std::uint64_t bytes = index_bytes(comparison, records);
  const bool fits = bytes <= budget;
  return {.executor = fits ? Executor::kOnline : Executor::kBatch,
          .why = "about " + std::to_string(records) + " records need at most " + megabytes(bytes) +
                 (fits ? " of " : ", more than ") + megabytes(budget)};
}

}  // namespace leitong
