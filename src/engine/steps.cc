#include "engine/steps.h"

#include <algorithm>
#include <string>
#include <utility>

namespace leitong {
namespace {

bool has(const std::vector<Unit>& units, Unit unit) {
  return std::ranges::find(units, unit) != units.end();
}

FilterOptions step_of(const FilterOptions& options, const std::vector<Unit>& units, Unit unit) {
  FilterOptions step = options;
  step.unit = unit;
  step.then.clear();
  const auto another_is_of = [&](Unit other) { return other != unit && has(units, other); };
  const bool methods_elsewhere =
      another_is_of(Unit::kRecord) || (unit == Unit::kPassage && another_is_of(Unit::kParagraph));
  if (methods_elsewhere && (unit == Unit::kPassage || step.method == Method::kContained)) {
    step.method.reset();
  }
  if (another_is_of(Unit::kRecord)) {
    step.clusters.clear();
    step.executor.reset();
  }
  const Keep::Rule rule = options.keep.rule;
  if (unit == Unit::kPassage && (another_is_of(Unit::kRecord) || another_is_of(Unit::kParagraph))) {
    step.keep = {};
  }
  if (unit == Unit::kParagraph && rule != Keep::Rule::kLast && another_is_of(Unit::kRecord)) {
    step.keep = {};
  }
  if (unit == Unit::kRecord && step.within == Within::kRecord) step.within = Within::kAll;
  return step;
}

Error usage(std::string what, std::string advice) {
  return {.kind = Error::Kind::kUsage, .what = std::move(what), .advice = std::move(advice)};
}

}  // namespace

std::vector<FilterOptions> steps_of(const FilterOptions& options, Unit first) {
  if (options.then.empty()) return {options};
  std::vector<Unit> units = {first};
  units.insert(units.end(), options.then.begin(), options.then.end());
  std::vector<FilterOptions> steps;
  steps.reserve(units.size());
  for (const Unit unit : units) steps.push_back(step_of(options, units, unit));
  return steps;
}

std::optional<Error> check_steps(const FilterOptions& options) {
  if (options.then.empty()) return std::nullopt;
  if (!options.unit) return usage("which unit comes first?", "--by");
  std::vector<Unit> units = {*options.unit};
  units.insert(units.end(), options.then.begin(), options.then.end());
  std::ranges::sort(units);
  if (has(units, Unit::kFile)) {
    return usage("files are kept or dropped in one step", "--by file, without others");
  }
  if (std::ranges::adjacent_find(units) != units.end()) {
    return usage("a second step of the same kind would find nothing", "--by names each unit once");
  }
  if (options.mark) {
    return usage("one step can mark, but not what the next reads", "--mark or --by with one unit");
  }
  if (options.line_buffered) {
    return usage("a step begins when the one before has read all",
                 "--line-buffered or --by with one unit");
  }
  return std::nullopt;
}

unsigned passes_of(const FilterOptions& step, Unit unit) {
  // Collected, found, written; where passages are counted, they are found twice.
  if (unit == Unit::kPassage) return step.count > 2 ? 4 : 3;
  if (unit == Unit::kParagraph) return step.keep.rule == Keep::Rule::kFirst ? 1 : 2;
  return step.executor == Executor::kBatch ? 2 : 1;
}

FilterReport join_reports(std::vector<FilterReport> steps) {
  FilterReport all = steps.front();
  if (steps.size() == 1) return all;
  for (std::size_t i = 1; i < steps.size(); ++i) {
    const FilterReport& step = steps[i];
    all.kept = step.kept;
    all.removed += step.removed;
    all.cut += step.cut;
    all.paragraphs_read = std::max(all.paragraphs_read, step.paragraphs_read);
    all.paragraphs_removed += step.paragraphs_removed;
    all.passages += step.passages;
    all.bytes_written = step.bytes_written;
    all.shards = step.shards;
    all.empty_shards = step.empty_shards;
    all.units_segmented += step.units_segmented;
    all.units_given_to_icu += step.units_given_to_icu;
    all.match.candidates += step.match.candidates;
    all.match.rejected += step.match.rejected;
    all.match.verified += step.match.verified;
    all.match.bucket_overflow += step.match.bucket_overflow;
    if (all.bands.bands == 0) all.bands = step.bands;
    all.index_bytes = std::max(all.index_bytes, step.index_bytes);
    all.cache_bytes = std::max(all.cache_bytes, step.cache_bytes);
  }
  all.steps = std::move(steps);
  return all;
}

}  // namespace leitong
