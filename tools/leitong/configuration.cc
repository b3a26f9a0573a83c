// The file is TOML as CLI11 reads it: `threshold = 0.7`, `quiet = true`, `against = ["a", "b"]`.
// What stands before the first section holds for every command that has such an option; [tokens]
// begins what holds for that command alone. A key that no command knows is an error, so that no
// misspelt one is without effect.
#include "configuration.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>
#include <vector>

#include "flags/flags.h"
#include "words.h"

namespace leitong::tool {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr const char* kSpace = " \t\r";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

// And not the begin or the end of a section.
bool is_option(const CLI::ConfigItem& item) { return item.name != "++" && item.name != "--"; }

// CLI11 does not say where it found a key: the first line that begins with it, in its section;
// where the section itself begins.
std::uint64_t line_of(std::istream& file, const CLI::ConfigItem& item) {
  const std::string wanted = item.parents.empty() ? "" : "[" + item.parents.front() + "]";
  std::string section;
  std::string line;
  for (std::uint64_t number = 1; std::getline(file, line); ++number) {
    const std::string_view text = trimmed(line);
    if (text.starts_with('[')) section = text;
    if (section == wanted && !is_option(item)) return number;
    if (section == wanted && trimmed(text.substr(0, text.find('='))) == item.name) return number;
  }
  return 0;
}

// CLI11 takes a line without "=" for a switch, and what stands before a "." in it for a section.
// The line's number, if it is such a one and has what no name has; else 0.
std::uint64_t line_without_value(std::stringstream& file, const CLI::ConfigItem& item) {
  if (item.fullname().find_first_of(": \t") == std::string::npos) return 0;
  file.clear();
  file.seekg(0);
  std::string line;
  for (std::uint64_t number = 1; std::getline(file, line); ++number) {
    if (trimmed(line) == item.fullname()) return number;
  }
  return 0;
}

bool is_known_to_another(const std::string& name, Command command) {
  return std::ranges::any_of(all_commands(), [&](const CommandDescription& other) {
    return other.command != command && shown_flags(other.command).find(name) != nullptr;
  });
}

// What is wrong with the section, or nothing.
std::string check_section(const CLI::ConfigItem& item) {
  std::vector<std::string> known;
  for (const CommandDescription& command : all_commands()) known.emplace_back(command.word());
  const std::string& section = item.parents.front();
  if (item.parents.size() == 1 && std::ranges::count(known, section) > 0) return {};
  return "there is no command " + section + did_you_mean(section, known);
}

// The words that the value stands for; on the command line they would be one option each.
std::vector<std::string> words_of(const Flag& flag, const CLI::ConfigItem& item) {
  if (item.inputs.size() != 1) return item.inputs;
  const std::string& word = item.inputs.front();
  const bool is_twin = "--" + item.name == flag.twin;
  if (is_twin && word == "true") return {flag.twin_value};
  if (is_twin && word == "false") return {flag.is_switch() ? "true" : flag.bare};
  if (!flag.bare.empty() && word == "true") return {flag.bare};
  if (!flag.bare.empty() && word == "false") return {flag.twin_value};
  return item.inputs;
}

// What is wrong with this one, or nothing.
std::string apply(const CLI::ConfigItem& item, const FlagTable& flags, CommandLine& line) {
  if (!item.parents.empty()) {
    if (std::string problem = check_section(item); !problem.empty()) return problem;
    if (item.parents.front() != describe(line.command).word()) return {};
  }
  const Flag* flag = flags.find(item.name);
  if (flag != nullptr && (flag->asks || flag->long_name() == "config")) {
    return item.name + " means nothing in a configuration";
  }
  if (flag == nullptr) {
    if (item.parents.empty() && is_known_to_another(item.name, line.command)) return {};
    return "there is no option " + item.name + did_you_mean(item.name, flags.long_names());
  }
  const std::vector<std::string> words = words_of(*flag, item);
  if (words.size() != 1 && !flag->collects) return item.name + ": takes one value";
  for (const std::string& word : words) {
    if (const std::string problem = explain(*flag, word); !problem.empty()) {
      return item.name + ": " + problem;
    }
  }
  line.configured.insert(flag->long_name());
  return {};
}

}  // namespace

std::optional<Error> read_configuration(const std::string& path, const FlagTable& flags,
                                        CommandLine& line) {
  const auto error = [&](std::string what, std::uint64_t number = 0) {
    return Error{
        .kind = Error::Kind::kUsage, .what = std::move(what), .path = path, .line = number};
  };
  std::ifstream file(path);
  if (!file) {
    return error("the configuration can't be read: " + std::generic_category().message(errno));
  }
  std::error_code unknown;
  if (std::filesystem::is_directory(path, unknown)) return error("is a folder, no configuration");
  std::stringstream text;
  text << file.rdbuf();
  text.clear();  // an empty file is no failure
  std::vector<CLI::ConfigItem> items;
  try {
    items = CLI::ConfigTOML().from_config(text);
  } catch (const CLI::Error& problem) {
    return error(problem.what());
  }
  for (const CLI::ConfigItem& item : items) {
    if (const std::uint64_t number = line_without_value(text, item); number > 0) {
      return error("takes lines such as `threshold = 0.7`, not '" + item.fullname() + "'", number);
    }
    std::string problem = is_option(item) ? apply(item, flags, line) : check_section(item);
    if (!problem.empty()) {
      text.clear();
      text.seekg(0);
      return error(std::move(problem), line_of(text, item));
    }
  }
  line.configuration = path;
  return std::nullopt;
}

}  // namespace leitong::tool
