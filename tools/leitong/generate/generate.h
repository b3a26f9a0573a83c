// What packages install beside the program, made from the tables of flags of all commands.
#pragma once

#include <string>
#include <string_view>

#include "command_line.h"
#include "flags/flag_table.h"

namespace leitong::tool {

[[nodiscard]] std::string generated(Generated what);

[[nodiscard]] std::string manual_page();
[[nodiscard]] std::string bash_completion();
[[nodiscard]] std::string zsh_completion();
[[nodiscard]] std::string fish_completion();

// Words that all shells need.
[[nodiscard]] std::string joined(const std::vector<std::string>& words, std::string_view between);
// What a flag does, without the default at its end.
[[nodiscard]] std::string without_default(const std::string& what);
// "dedup|tokens|…", but for the first, which needs no name.
[[nodiscard]] std::vector<std::string> command_words();

}  // namespace leitong::tool
