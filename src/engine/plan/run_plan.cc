#include "leitong/run_plan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <thread>
#include <utility>

#include "engine/features.h"
#include "engine/json/object_writer.h"
#include "engine/machine_memory.h"
#include "engine/plan/calibration.h"
#include "engine/plan/input_beginnings.h"
#include "engine/plan/made_up_records.h"
#include "match/index_size.h"

namespace leitong {
namespace {

constexpr std::size_t kMadeUpBytes = std::size_t{2} << 20;
constexpr std::size_t kLongestMadeUpRecord = std::size_t{256} << 10;

// Peak memory of runs over 60 MB of JSONL with 1 to 8 threads, less index and cache, was 15 MB and
// 3 MB a thread.
constexpr std::uint64_t kProgramBytes = 15'000'000;
constexpr std::uint64_t kBytesAThread = 3'000'000;

constexpr std::uint64_t kBytesATextPlace = 24;  // RecordTexts
constexpr std::uint64_t kMostRecords = std::numeric_limits<RecordId>::max() - 1;

Error usage(std::string what, std::string advice) {
  return {.kind = Error::Kind::kUsage, .what = std::move(what), .advice = std::move(advice)};
}

std::optional<Error> problem_of(const RunPlanOptions& options) {
  if (options.comparison.method == Method::kContained) {
    return usage("it is not known how long containment takes", "--method");
  }
  if (options.samples.empty() && !(options.records && options.bytes)) {
    return usage("how much is there to read?", "--records and --bytes, or files");
  }
  if (options.records.value_or(1) == 0 || options.bytes.value_or(1) == 0) {
    return usage("there is nothing to plan for", "--records and --bytes above 0");
  }
  if (options.records.value_or(0) > kMostRecords) {
    return usage("one run numbers at most " + std::to_string(kMostRecords) + " records",
                 "--records");
  }
  return std::nullopt;
}

// What is measured, and what it stands for.
struct Sample {
  std::vector<Block> blocks;
  RecordLayout layout = {.format = Format::kJsonl};
  std::uint64_t all_bytes = 0;
  bool made_up = false;
};

Result<Sample> find_sample(const RunPlanOptions& options, const FilterOptions& filter) {
  Sample sample;
  if (options.samples.empty()) {
    const std::uint64_t record_bytes = *options.bytes / *options.records;
    sample.made_up = true;
    sample.all_bytes = *options.bytes;
    sample.blocks.push_back(make_up_records(
        static_cast<std::size_t>(std::min<std::uint64_t>(record_bytes, kLongestMadeUpRecord)),
        static_cast<std::size_t>(std::min<std::uint64_t>(*options.bytes, kMadeUpBytes))));
    return sample;
  }
  Result<InputBeginnings> beginnings = read_beginnings(filter);
  if (!beginnings) return std::unexpected(std::move(beginnings.error()));
  if (beginnings->layout.format == Format::kText) {
    return std::unexpected(
        usage("text has no records to plan for", "--format lines makes each line one"));
  }
  sample.blocks = std::move(beginnings->blocks);
  sample.layout = beginnings->layout;
  sample.all_bytes = options.bytes.value_or(beginnings->all_bytes);
  return sample;
}

std::uint64_t scaled(std::uint64_t count, std::uint64_t part, std::uint64_t whole) {
  return static_cast<std::uint64_t>(std::llround(
      static_cast<double>(count) * static_cast<double>(whole) / static_cast<double>(part)));
}

std::uint64_t index_bytes(const RunPlan& plan, std::uint64_t records) {
  if (!compares_shingles(plan.comparison.method)) return exact_index_bytes(records);
  return near_index_bytes(near_options(plan.comparison), plan.bands, records, Growth::kForetold) +
         kBytesATextPlace * records;
}

std::uint64_t program_bytes(const RunPlan& plan, std::uint64_t records) {
  const bool near = compares_shingles(plan.comparison.method);
  return kProgramBytes + kBytesAThread * plan.time.threads +
         (near ? near_growth_bytes(records, Growth::kForetold) : 0);
}

void plan_memory(RunPlan& plan, const RunPlanOptions& options, std::uint64_t shingles) {
  plan.memory.machine = machine_memory();
  plan.memory.index = index_bytes(plan, plan.records);
  plan.memory.program = program_bytes(plan, plan.records);
  if (!compares_shingles(plan.comparison.method)) return;
  FilterOptions filter;
  filter.memory_bytes = options.memory_bytes;
  constexpr std::uint64_t kWord = sizeof(std::uint64_t);
  plan.memory.lists = kWord * (shingles + plan.records);
  plan.memory.cache = std::min<std::uint64_t>(plan.memory.lists, cache_budget(filter));
  plan.temp_bytes_of_pipes = plan.memory.lists - plan.memory.cache;
}

void plan_time(RunPlan& plan, const Calibration& measured) {
  RunPlan::Time& time = plan.time;
  time.measured_records = measured.records;
  time.measured_bytes = measured.bytes;
  const double analysis_a_byte = measured.analysis_seconds / static_cast<double>(measured.bytes);
  const double match_a_record = measured.match_seconds / static_cast<double>(measured.records);
  time.bytes_a_second = analysis_a_byte > 0 ? 1 / analysis_a_byte : 0;
  time.nanoseconds_a_record = 1e9 * match_a_record;
  const double analysis = analysis_a_byte * static_cast<double>(plan.bytes);
  const double match = match_a_record * static_cast<double>(plan.records);
  time.cpu_seconds = analysis + match;
  // Threads share what is made of each record; one matches.
  const double shared = time.cpu_seconds / time.threads;
  time.wall_seconds = std::max(shared, match);
}

}  // namespace

std::uint64_t RunPlan::records_that_fit() const {
  std::uint64_t fitting = 0;
  for (std::uint64_t step = std::uint64_t{1} << 31; step > 0; step /= 2) {
    const std::uint64_t more = fitting + step;
    if (program_bytes(*this, more) + index_bytes(*this, more) <= memory.machine) fitting = more;
  }
  return fitting;
}

std::string RunPlan::json() const {
  std::string json;
  {
    ObjectWriter plan(json);
    plan.add("records", records);
    plan.add("bytes", bytes);
    plan.add("counts", std::string_view(counts_are_estimated ? "estimated" : "given"));
    plan.add("method", name_of(comparison.method));
    if (comparison.method == Method::kMinhash) {
      plan.add_name("bands");
      ObjectWriter object(json);
      object.add("bands", bands.bands);
      object.add("rows", bands.rows);
      object.add("values", bins(comparison.sketch));
    }
    if (!odds.empty()) {
      plan.add_decimal("threshold", comparison.threshold, 4);
      plan.add_name("odds");
      json += '[';
      for (const OddsAt& at : odds) {
        if (json.back() != '[') json += ',';
        ObjectWriter object(json);
        object.add_decimal("similarity", at.similarity, 2);
        object.add_decimal("candidate", at.odds.candidate, 9);
        object.add_decimal("verified", at.odds.verified, 9);
      }
      json += ']';
    }
    {
      plan.add_name("memory");
      ObjectWriter object(json);
      object.add("index", memory.index);
      object.add("program", memory.program);
      object.add("lists", memory.lists);
      object.add("cache", memory.cache);
      object.add("machine", memory.machine);
      object.add("records_that_fit", records_that_fit());
    }
    plan.add("temp_bytes_of_pipes", temp_bytes_of_pipes);
    {
      plan.add_name("seconds");
      ObjectWriter object(json);
      object.add_decimal("wall", time.wall_seconds, 3);
      object.add_decimal("cpu", time.cpu_seconds, 3);
      object.add("threads", time.threads);
      object.add("measured_on", std::string_view(time.made_up ? "made-up text" : "the input"));
      object.add("measured_records", time.measured_records);
      object.add("measured_bytes", time.measured_bytes);
      object.add_decimal("bytes_a_second", time.bytes_a_second, 0);
      object.add_decimal("nanoseconds_a_record", time.nanoseconds_a_record, 0);
    }
  }
  return json + "\n";
}

Result<RunPlan> plan_run(const RunPlanOptions& options) {
  if (auto problem = problem_of(options)) return std::unexpected(std::move(*problem));
  RunPlan plan;
  plan.comparison = options.comparison;
  plan.time.threads =
      options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  if (options.comparison.method == Method::kMinhash ||
      options.comparison.method == Method::kSimhash) {
    for (int percent = 0; percent <= 100; ++percent) {
      const double similarity = percent / 100.0;
      const Result<DetectionOdds> odds = detection_odds(near_options(plan.comparison), similarity);
      if (!odds) return std::unexpected(odds.error());
      plan.odds.push_back({.similarity = similarity, .odds = *odds});
    }
  }
  FilterOptions filter;
  filter.inputs = options.samples;
  filter.format = options.format;
  filter.field = options.field;
  filter.delimiter = options.delimiter;
  filter.header = options.header;
  filter.comparison = options.comparison;
  Result<Sample> sample = find_sample(options, filter);
  if (!sample) return std::unexpected(std::move(sample.error()));
  const Result<Calibration> measured =
      calibrate(sample->blocks, filter, sample->layout, options.comparison, options.seconds);
  if (!measured) return std::unexpected(measured.error());
  if (measured->records == 0) {
    return std::unexpected(Error{.kind = Error::Kind::kInput,
                                 .what = "there is no record to measure with",
                                 .path = options.samples.front()});
  }
  plan.time.made_up = sample->made_up;
  plan.bytes = sample->all_bytes;
  plan.counts_are_estimated = !options.records.has_value();
  plan.records = options.records.value_or(scaled(measured->records, measured->bytes, plan.bytes));
  if (plan.comparison.method == Method::kMinhash) {
    plan.bands = *plan_bands(bins(plan.comparison.sketch), plan.comparison.threshold,
                             plan.comparison.recall);
  }
  plan_memory(plan, options, scaled(measured->shingles, measured->bytes, plan.bytes));
  plan_time(plan, *measured);
  return plan;
}

}  // namespace leitong
