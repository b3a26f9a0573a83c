// A page about a run, for a browser (`--report`).
#pragma once

#include <string>

#include "engine/report/removal_sample.h"
#include "leitong/filter.h"

namespace leitong {

// One HTML file that needs no other: counts, how similar what was removed is to what stays, some of
// it beside what it repeats, options and versions. `options` as the run had them, with the
// references in front of the inputs and the comparison with the method that was settled on.
[[nodiscard]] std::string report_page(const FilterReport& report, const FilterOptions& options,
                                      const RemovalSample& sample);

}  // namespace leitong
