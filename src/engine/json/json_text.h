// Writing JSON: the little that audit and statistics need.
#pragma once

#include <string>
#include <string_view>

namespace leitong {

// Appends `bytes` as a JSON string with its quotes. What is not UTF-8 becomes U+FFFD.
void append_json_string(std::string& json, std::string_view bytes);

// Appends a number with so many decimals, '.' whatever the locale.
void append_decimal(std::string& json, double number, int decimals);

}  // namespace leitong
