// Text of any bytes as HTML.
#pragma once

#include <string>
#include <string_view>

namespace leitong {

// Appends what a browser shows as this text, also inside an attribute in double quotes. What is not
// UTF-8, and controls but white space, become U+FFFD.
void append_html(std::string& html, std::string_view bytes);

}  // namespace leitong
