#include "engine/index/run_index.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "engine/index/index_properties.h"
#include "leitong/index.h"

namespace leitong {

namespace {

struct Rule {
  bool broken;
  const char* what;
  const char* advice;
};

std::optional<Error> find_broken(std::span<const Rule> rules) {
  const auto broken = std::ranges::find_if(rules, &Rule::broken);
  if (broken == rules.end()) return std::nullopt;
  return Error{.kind = Error::Kind::kUsage, .what = broken->what, .advice = broken->advice};
}

// Of any index.
std::optional<Error> check_joined(const FilterOptions& options, Unit unit) {
  const std::array rules = {
      Rule{unit != Unit::kRecord && unit != Unit::kFile, "an index holds records",
           "--by record; --format lines makes each line one"},
      Rule{!options.then.empty(), "an index holds what one step keeps", "--by with one unit"},
      Rule{options.keep.rule != Keep::Rule::kFirst, "what is in an index came first",
           "--keep first"},
      Rule{options.executor == Executor::kBatch, "what an index holds is not in memory anyway",
           "no --executor batch"},
      Rule{!options.report.empty(), "a page about a run can't show what stands in an index",
           "--removed names it"},
  };
  return find_broken(rules);
}

}  // namespace

std::optional<Error> check_index_options(const FilterOptions& options, Unit unit) {
  const auto references = std::ranges::count_if(options.against, is_index);
  if (options.index.empty() && references == 0) return std::nullopt;
  if (auto error = check_joined(options, unit)) return error;
  if (references > 1) {
    return Error{.kind = Error::Kind::kUsage,
                 .what = "references stand in one index",
                 .advice = "leitong index add puts all into one"};
  }
  if (options.index.empty()) return std::nullopt;
  const std::array rules = {
      Rule{options.within != Within::kAll, "an index reaches over all inputs", "--within"},
      Rule{!options.against.empty(), "an index and references can't be joined",
           "--index or --against"},
      Rule{options.mark, "records are not marked with what stands in an index",
           "--removed names it"},
      Rule{!options.clusters.empty(), "clusters don't reach into an index", "--removed names each"},
      Rule{options.stop_at_first, "who only asks adds nothing", "leitong index query"},
  };
  return find_broken(rules);
}

std::string reference_index(const FilterOptions& options) {
  const auto found = std::ranges::find_if(options.against, is_index);
  return found == options.against.end() ? std::string() : *found;
}

std::vector<std::string> reference_paths(const FilterOptions& options) {
  std::vector<std::string> paths = options.against;
  std::erase_if(paths, is_index);
  return paths;
}

Result<IndexJudge> open_reference_index(const std::string& folder, const Comparison& comparison) {
  Result<IndexJudge> index = IndexJudge::open(folder, IndexStore::Access::kRead);
  if (!index) return index;
  if (auto error = find_other_option(index->store().properties(), comparison, folder)) {
    return std::unexpected(std::move(*error));
  }
  return index;
}

Result<IndexJudge> open_run_index(const FilterOptions& options, const Comparison& comparison) {
  Result<IndexJudge> index = IndexJudge::open(options.index, IndexStore::Access::kWrite);
  if (!index) return index;
  IndexStore& store = index->store();
  if (auto error = find_other_option(store.properties(), comparison, options.index)) {
    return std::unexpected(std::move(*error));
  }
  for (const std::string& input : options.inputs) {
    const std::string path = store.refers_to_texts() ? path_of_source(input) : std::string();
    if (const Result<std::uint32_t> added = store.add_source(input, path); !added) {
      return std::unexpected(added.error());
    }
  }
  return index;
}

}  // namespace leitong
