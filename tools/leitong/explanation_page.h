// Why a record stays or goes, for people.
#pragma once

#include <string>

#include "leitong/explanation.h"
#include "terminal.h"

namespace leitong::tool {

// The verdict and the numbers behind it, then the two records as `leitong compare` shows texts.
[[nodiscard]] Result<std::string> explanation_page(const Explanation& explanation, OnError on_error,
                                                   const Terminal& terminal);

}  // namespace leitong::tool
