#include "engine/index/run_index.h"

#include <array>
#include <string>
#include <utility>

#include "engine/index/index_properties.h"

namespace leitong {

std::optional<Error> check_index_options(const FilterOptions& options, Unit unit) {
  if (options.index.empty()) return std::nullopt;
  struct Rule {
    bool broken;
    const char* what;
    const char* advice;
  };
  const std::array rules = {
      Rule{unit != Unit::kRecord && unit != Unit::kFile, "an index holds records",
           "--format lines makes each line one"},
      Rule{!options.then.empty(), "an index holds what one step keeps", "--by with one unit"},
      Rule{options.keep.rule != Keep::Rule::kFirst, "what is in an index came first",
           "--keep first"},
      Rule{options.within != Within::kAll, "an index reaches over all inputs", "--within"},
      Rule{!options.against.empty(), "an index and references can't be joined",
           "--index or --against"},
      Rule{options.mark, "records are not marked with what stands in an index",
           "--removed names it"},
      Rule{!options.clusters.empty(), "clusters don't reach into an index", "--removed names each"},
      Rule{!options.report.empty(), "a page about a run can't show what stands in an index",
           "--removed names it"},
      Rule{options.stop_at_first, "who only asks adds nothing", "leitong index query"},
  };
  for (const Rule& rule : rules) {
    if (!rule.broken) continue;
    return Error{.kind = Error::Kind::kUsage, .what = rule.what, .advice = rule.advice};
  }
  return std::nullopt;
}

Result<IndexJudge> open_run_index(const FilterOptions& options, const Comparison& comparison) {
  Result<IndexJudge> index = IndexJudge::open(options.index, IndexStore::Access::kWrite);
  if (!index) return index;
  IndexStore& store = index->store();
  if (auto error = find_other_option(store.properties(), comparison, options.index)) {
    return std::unexpected(std::move(*error));
  }
  for (const std::string& input : options.inputs) {
    if (const Result<std::uint32_t> added = store.add_source(input); !added) {
      return std::unexpected(added.error());
    }
  }
  return index;
}

}  // namespace leitong
