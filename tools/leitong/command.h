// The commands of the program.
#pragma once

#include <string>
#include <vector>

namespace leitong::tool {

enum class Command { kDedup, kTokens, kCompare, kPassages };

struct CommandDescription {
  Command command;
  const char* name;  // how the user calls it: "leitong tokens"
  const char* does;
  const char* exit;
};

[[nodiscard]] const CommandDescription& describe(Command command);

// What is to be done; its name is taken off the words.
[[nodiscard]] Command take_command(std::vector<std::string>& words);

}  // namespace leitong::tool
