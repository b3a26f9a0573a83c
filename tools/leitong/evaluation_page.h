// What a self-test found, for people.
#pragma once

#include <string>

#include "leitong/evaluation.h"

namespace leitong::tool {

// Without the pairs to read.
[[nodiscard]] std::string evaluation_page(const Evaluation& evaluation);

}  // namespace leitong::tool
