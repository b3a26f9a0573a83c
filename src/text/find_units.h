// Where a unit stands in a text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace leitong {

// Appends all places of `wanted`, in order.
void find_units(std::u16string_view text, char16_t wanted, std::vector<std::size_t>& out);
void find_units(std::string_view text, char wanted, std::vector<std::size_t>& out);

}  // namespace leitong
