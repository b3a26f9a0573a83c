// The part of the fold that nearly every character takes: one load from the table.
#pragma once

#include <cstddef>
#include <string_view>

namespace leitong {

// Folds characters from the front of `units` to `out`, a unit for each, and returns how many: whole
// blocks up to one that holds a special entry (fold_table.h), or up to the last few units.
[[nodiscard]] std::size_t fold_plain(std::u16string_view units, char16_t* out);

}  // namespace leitong
