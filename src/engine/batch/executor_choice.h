// Which executor serves records.
#pragma once

#include <string>

#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

struct ExecutorChoice {
  Executor executor = Executor::kOnline;
  std::string why = {};  // a part of a sentence; empty: it goes without saying
};

// For options that check_format() found good, with the format and the method that were settled on,
// by record or file. Looks at the beginnings of large inputs.
[[nodiscard]] ExecutorChoice choose_executor(const FilterOptions& options,
                                             const Comparison& comparison, Format format);

}  // namespace leitong
