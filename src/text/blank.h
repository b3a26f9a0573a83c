// Blank lines, which are no paragraphs.
#pragma once

#include <string_view>

namespace leitong {

// Whether a line is no paragraph: its exact form is empty, so it holds nothing but white space and
// characters that the fold deletes (U+FEFF, U+200B).
[[nodiscard]] bool is_blank(std::string_view utf8_line);

}  // namespace leitong
