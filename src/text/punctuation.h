// What punctuation belongs to.
#pragma once

namespace leitong {

// Opening brackets and quotation marks (general categories Ps and Pi): they belong to what follows.
[[nodiscard]] bool is_opening_punctuation(char16_t unit);

}  // namespace leitong
