// UTF-16 to UTF-8, for what is shown to people.
#pragma once

#include <string>
#include <string_view>

namespace leitong {

// `units` are well-formed, as a fold is; a lone surrogate would come out as three bytes of its own.
void append_utf8(std::string& bytes, std::u16string_view units);

}  // namespace leitong
