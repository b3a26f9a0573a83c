#include "leitong/explanation.h"

#include "engine/explain/record_explainer.h"
#include "engine/filter_run.h"

namespace leitong {
namespace {

bool has_outputs(const FilterOptions& options) {
  const bool by_products = !options.removed.empty() || !options.dropped.empty() ||
                           !options.clusters.empty() || !options.stats.empty() ||
                           !options.report.empty();
  const bool result = !options.output.empty() && options.output != "-";
  return by_products || result || !options.output_dir.empty() || options.mark ||
         options.line_buffered;
}

}  // namespace

Result<Explanation> explain_record(const FilterOptions& options, const RecordName& record,
                                   const FilterEvents& events) {
  if (has_outputs(options)) {
    return std::unexpected(Error{.kind = Error::Kind::kUsage,
                                 .what = "an explanation writes nothing else",
                                 .advice = "--explain without outputs"});
  }
  FilterOptions silent = options;
  silent.output.clear();
  silent.stop_at_first = false;
  RecordExplainer explainer(record);
  if (Result<FilterReport> run = run_explained_filter(silent, explainer, events); !run) {
    return std::unexpected(std::move(run.error()));
  }
  return explainer.take();
}

}  // namespace leitong
