// Help for words that were mistyped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leitong::tool {

// The one of the known words that was most likely meant; empty: none is near.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& known);

// " (did you mean …?)", or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       const std::vector<std::string>& known);

}  // namespace leitong::tool
