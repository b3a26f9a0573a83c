// The text of a JSON string, from the bytes between its quotes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leitong {

// Overwrites `text`. Surrogate escapes that make no pair become U+FFFD each; ill-formed UTF-8 and
// escapes that JSON does not know stay as they are. Pure.
void unescape_json(std::string_view raw, std::string& text);

// The same, with the way back: text[i] came from raw[raw_offset[i]] on, all bytes of one escape
// from its backslash; one more entry says where `raw` ends. So the text [b, e), cut between
// characters, is raw [raw_offset[b], raw_offset[e]). `raw` is shorter than 4 GiB, as each line is
// that JsonlParser takes.
void unescape_json_with_offsets(std::string_view raw, std::string& text,
                                std::vector<std::uint32_t>& raw_offset);

}  // namespace leitong
