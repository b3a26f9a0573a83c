#include "command.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include "words.h"

namespace leitong::tool {
namespace {

constexpr std::string_view kProgram = "leitong";

constexpr std::array kDescriptions = {
    CommandDescription{Command::kDedup, "leitong",
                       "Finds repeated text, keeps one copy, and writes the rest as it was.",
                       "Exit: 0 done; 1 --check: yes; 2 error; 3 done, but some records could not "
                       "be read and stayed."},
    CommandDescription{
        Command::kTokens, "leitong tokens",
        "Prints what is compared: for each line of input its folded tokens.",
        "Exit: 0 done; 2 error; 3 done, but some records could not be read (empty lines)."},
    CommandDescription{Command::kCompare, "leitong compare",
                       "Shows what two texts share: similarity, containment, passages.",
                       "Exit: 0 both were read; 2 error."},
    CommandDescription{Command::kPassages, "leitong passages",
                       "Lists the passages that are repeated most often, and where.",
                       "Exit: 0 done; 2 error; 3 done, but some records could not be read."},
    CommandDescription{Command::kPlan, "leitong plan",
                       "Says what a long run by records will take: recall, memory, time.",
                       "Exit: 0 the run fits into memory; 1 it does not; 2 error."},
    CommandDescription{Command::kEval, "leitong eval",
                       "Tests the filter on a sample of your own records, with planted copies.",
                       "Exit: 0 done; 2 error, or something was removed wrongly; 3 done, but some "
                       "records could not be read."},
    CommandDescription{
        Command::kIndex, "leitong index",
        "Keeps records in a folder that stays: create, add, query, info, check.",
        "Exit: 0 done; 1 check: something is wrong; 2 error; 3 done, but some records could not be "
        "read."},
};

// `leitong help [COMMAND]`, as other programs have it.
bool asks_for_help(const std::vector<std::string>& words) {
  if (words.empty() || words.size() > 2 || words.front() != "help") return false;
  std::error_code unknown;
  if (std::filesystem::exists(words.front(), unknown)) return false;
  return words.size() == 1 ||
         std::ranges::count(kDescriptions, words.back(), &CommandDescription::word) > 0;
}

}  // namespace

const CommandDescription& describe(Command command) {
  return *std::ranges::find(kDescriptions, command, &CommandDescription::command);
}

std::span<const CommandDescription> all_commands() { return kDescriptions; }

std::string_view CommandDescription::word() const {
  return command == Command::kDedup ? "dedup" : std::string_view(name).substr(kProgram.size() + 1);
}

Command take_command(std::vector<std::string>& words) {
  if (asks_for_help(words)) {
    words.erase(words.begin());
    words.emplace_back("--help");
  }
  if (words.empty()) return Command::kDedup;
  const auto* const named =
      std::ranges::find(kDescriptions, words.front(), &CommandDescription::word);
  if (named == kDescriptions.end()) return Command::kDedup;
  words.erase(words.begin());
  return named->command;
}

std::string mistyped_command(const std::vector<std::string>& words) {
  if (words.empty() || words.front().starts_with('-')) return {};
  std::error_code unknown;
  if (std::filesystem::exists(words.front(), unknown)) return {};
  std::vector<std::string> known;
  known.reserve(kDescriptions.size());
  for (const CommandDescription& command : kDescriptions) known.emplace_back(command.word());
  return nearest(words.front(), known);
}

}  // namespace leitong::tool
