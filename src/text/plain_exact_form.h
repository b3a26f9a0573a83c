// The exact form of a text of plain ASCII, in one step.
#pragma once

#include <string>
#include <string_view>

namespace leitong {

// What exact_form() makes of the fold of `text`, NFKC_Casefold included; false, and anything in
// `out`, if the text is not so plain that this is a matter of letters and single blanks.
[[nodiscard]] bool plain_exact_form(std::string_view text, std::u16string& out);

}  // namespace leitong
