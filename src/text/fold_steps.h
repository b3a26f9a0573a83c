// The fold of UTF-16 text one step after the other, by ICU itself: for stretches that the table
// cannot decide, and for options that leave steps out.
#pragma once

#include <string>
#include <string_view>

#include "leitong/fold.h"

namespace leitong {

// Appends the fold of `units`, which must be well-formed.
void append_fold_by_steps(std::u16string_view units, const FoldOptions& options,
                          std::u16string& out);

}  // namespace leitong
