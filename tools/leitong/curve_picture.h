// A curve drawn with characters.
#pragma once

#include <span>
#include <string>

namespace leitong::tool {

enum class Drawing { kBraille, kAscii };

// `heights` from 0 to 1, at even distances from x = 0 to x = 1; a line of dots at `mark`. Lines of
// at most 80 columns, each with its line end.
[[nodiscard]] std::string curve_picture(std::span<const double> heights, double mark,
                                        Drawing drawing);

}  // namespace leitong::tool
