// The commands of the program.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leitong::tool {

enum class Command { kDedup, kTokens, kCompare, kPassages, kPlan, kEval, kIndex };

struct CommandDescription {
  Command command;
  const char* name;  // how the user calls it: "leitong tokens"
  const char* does;  // a sentence
  const char* exit;  // what its exit codes mean

  // The word it is called by: "tokens".
  [[nodiscard]] std::string_view word() const;
};

// All of them; dedup, which needs no name, is the first.
[[nodiscard]] std::span<const CommandDescription> all_commands();
[[nodiscard]] const CommandDescription& describe(Command command);

// What is to be done; its name is taken off the words.
[[nodiscard]] Command take_command(std::vector<std::string>& words);

// Of a first word that names no file and is nearly a command: the command, else nothing.
[[nodiscard]] std::string mistyped_command(const std::vector<std::string>& words);

}  // namespace leitong::tool
