// The one line that says what was done.
#pragma once

#include <string>

#include "leitong/filter.h"

namespace leitong::tool {

[[nodiscard]] std::string summary(const FilterReport& report, const Comparison& comparison);

}  // namespace leitong::tool
