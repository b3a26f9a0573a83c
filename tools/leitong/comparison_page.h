// What two texts share, for people.
#pragma once

#include <string>

#include "leitong/text_comparison.h"
#include "terminal.h"

namespace leitong::tool {

// The passages side by side where the terminal is wide enough, else one under the other; between
// neighbours what only one of the texts has.
[[nodiscard]] std::string comparison_page(const TextComparison& comparison,
                                          const Terminal& terminal);

}  // namespace leitong::tool
