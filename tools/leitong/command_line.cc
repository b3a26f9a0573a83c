#include "command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include "configuration.h"
#include "flags/flags.h"
#include "flags/values.h"
#include "generate/generate.h"
#include "help.h"
#include "leitong/version.h"
#include "other_names.h"
#include "words.h"

namespace leitong::tool {
namespace {

Error usage_error(std::string what) {
  return {.kind = Error::Kind::kUsage, .what = std::move(what)};
}

std::string version_text() {
  const Identity versions = identity();
  return std::string("leitong ") + version() + "\nsketch " + versions.sketch_format +
         ", fold table " + versions.fold_table + ", ICU " + versions.icu + ", dictionary " +
         versions.dictionary + '\n';
}

// What CLI11 does not do as we want it: an option whose value may be left out has it behind "=",
// and a twin is the value it stands for.
std::vector<std::string> rewrite(const FlagTable& flags, std::vector<std::string> words) {
  const auto end = std::ranges::find(words, "--");
  for (const Flag& flag : flags.flags()) {
    if (!flag.bare.empty()) {
      std::replace(words.begin(), end, flag.name(), flag.name() + "=" + flag.bare);
    }
    if (!flag.twin.empty()) {
      std::replace(words.begin(), end, flag.twin, flag.name() + "=" + flag.twin_value);
    }
  }
  return words;
}

CLI::Option* add_to(CLI::App& app, const Flag& flag) {
  const auto policy =
      flag.collects ? CLI::MultiOptionPolicy::TakeAll : CLI::MultiOptionPolicy::TakeLast;
  if (flag.is_switch()) return app.add_flag(flag.names)->multi_option_policy(policy);
  CLI::Option* option = app.add_option(flag.names)->type_name(flag.kind);
  if (flag.collects) option->expected(1)->allow_extra_args(false);
  return option->multi_option_policy(policy);
}

// Gives what was said to the command line the flag was made for.
std::optional<Error> take_values(const Flag& flag, const CLI::Option& option) {
  const std::vector<std::string>& words = option.results();
  for (std::size_t i = flag.collects ? 0 : words.size() - 1; i < words.size(); ++i) {
    if (const std::string problem = explain(flag, words[i]); !problem.empty()) {
      return usage_error(flag.name() + ": " + problem);
    }
  }
  return std::nullopt;
}

// "--min", of "--min=3"; without the dashes.
std::string long_name_in(const std::string& word) {
  return word.starts_with("--") ? word.substr(2, word.find('=') - 2) : std::string();
}

// Another command that has an option; none: null.
const char* command_with(const std::string& long_name, Command command) {
  for (const CommandDescription& other : all_commands()) {
    if (other.command == command) continue;
    if (shown_flags(other.command).find(long_name) != nullptr) return other.name;
  }
  return nullptr;
}

// CLI11 leaves to us what it does not know: an option, or what stood behind "--".
std::optional<Error> find_unknown_option(const CLI::App& app, Command command,
                                         const FlagTable& flags) {
  for (const std::string& extra : app.remaining()) {
    if (extra == "--") continue;
    const std::string name = long_name_in(extra);
    std::string what = "there is no option " + extra;
    if (const char* other = command_with(name, command)) {
      what.append(" here; `").append(other).append("` has it");
    } else if (const std::string meant = meant_by(name, flags); !meant.empty()) {
      what.append(" (did you mean ").append(meant).append("?)");
    }
    return usage_error(std::move(what));
  }
  return std::nullopt;
}

// "-threshold 0.9": CLI11 would take "hreshold" for the value of -t.
std::optional<Error> find_single_dash(const std::vector<std::string>& words,
                                      const FlagTable& flags) {
  for (const std::string& word : words) {
    if (word == "--") break;
    if (word.size() < 3 || word[0] != '-' || word[1] == '-') continue;
    const std::string name = word.substr(1, word.find('=') - 1);
    if (flags.find(name) == nullptr) continue;
    std::string problem = "there is no option -";
    problem.append(name).append(" (did you mean --").append(name).append("?)");
    return usage_error(std::move(problem));
  }
  return std::nullopt;
}

// ACTION DIR [FILE...]
std::optional<Error> take_index_operands(CommandLine& line, std::vector<std::string>& operands) {
  if (operands.size() < 2) {
    return usage_error("what is to be done, and in which folder? `leitong index create DIR`");
  }
  const Value action = choice(line.index_action, {{"create", IndexAction::kCreate},
                                                  {"add", IndexAction::kAdd},
                                                  {"query", IndexAction::kQuery},
                                                  {"info", IndexAction::kInfo},
                                                  {"check", IndexAction::kCheck}});
  if (const std::string problem = action.set(operands[0]); !problem.empty()) {
    return usage_error("`leitong index` " + problem + ", not '" + operands[0] + "'" +
                       did_you_mean(operands[0], action.choices));
  }
  line.filter.index = operands[1];
  const bool reads =
      line.index_action == IndexAction::kAdd || line.index_action == IndexAction::kQuery;
  if (operands.size() > 2 && !reads) {
    return usage_error("`leitong index " + operands[0] + "` reads no file: " + operands[2]);
  }
  operands.erase(operands.begin(), operands.begin() + 2);
  return std::nullopt;
}

std::optional<Error> check_operands(const CommandLine& line) {
  const std::vector<std::string>& inputs = line.filter.inputs;
  if (line.command != Command::kCompare) return std::nullopt;
  if (inputs.size() > 2) {
    return usage_error("two texts are compared, not more: " + inputs[2]);
  }
  if (inputs.size() < 2 || std::ranges::count(inputs, "") > 0) {
    return usage_error("two texts are compared: name both");
  }
  return std::nullopt;
}

// To an option that asks for nothing else; else empty.
std::string answer(const CommandLine& line, const FlagTable& flags) {
  if (line.help) return help_text(line.command, flags, HelpExtent::kAll);
  if (line.short_help) return help_text(line.command, flags, HelpExtent::kScreen);
  if (line.generate != Generated::kNothing) return generated(line.generate);
  return line.version ? version_text() : std::string();
}

// The one named, else the user's.
std::optional<Error> read_any_configuration(const FlagTable& flags, CommandLine& line) {
  std::string path = line.configuration;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets it
  const char* users = std::getenv("LEITONG_CONFIG");
  if (path.empty() && users != nullptr) path = users;
  if (path.empty() || path == kNoConfiguration) return std::nullopt;
  return read_configuration(path, flags, line);
}

}  // namespace

Result<CommandLine> parse_command_line(Command command, std::vector<std::string> words) {
  if (command == Command::kDedup) {
    if (const std::string meant = mistyped_command(words); !meant.empty()) {
      return std::unexpected(usage_error("there is no file " + words.front() +
                                         "; did you mean the command `leitong " + meant + "`?"));
    }
  }
  CommandLine line;
  line.command = command;
  const FlagTable flags = flags_of(line);
  if (auto error = find_single_dash(words, flags)) return std::unexpected(std::move(*error));
  words = rewrite(flags, std::move(words));

  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::vector<CLI::Option*> options;
  options.reserve(flags.flags().size());
  for (const Flag& flag : flags.flags()) options.push_back(add_to(app, flag));
  std::vector<std::string> inputs;
  app.add_option("FILE", inputs);
  std::ranges::reverse(words);  // CLI11 takes them from the back
  try {
    app.parse(std::move(words));
  } catch (const CLI::ParseError& error) {
    return std::unexpected(usage_error(error.what()));
  }
  // Options that ask for something count before all else, then the configuration, then the rest.
  const auto take = [&](auto wanted) -> std::optional<Error> {
    for (std::size_t i = 0; i < options.size(); ++i) {
      const Flag& flag = flags.flags()[i];
      if (options[i]->count() == 0 || !wanted(flag)) continue;
      if (auto error = take_values(flag, *options[i])) return error;
      const bool taken_back = flag.is_switch() && options[i]->results().back() == flag.twin_value;
      if (!taken_back) line.given.insert(flag.long_name());
    }
    return std::nullopt;
  };
  if (auto error = take([](const Flag& flag) { return flag.asks; })) {
    return std::unexpected(*error);
  }
  line.answer = answer(line, flags);
  if (!line.answer.empty()) return line;
  if (auto error = find_unknown_option(app, command, flags)) return std::unexpected(*error);
  if (auto error = take([](const Flag& flag) { return flag.long_name() == "config"; })) {
    return std::unexpected(*error);
  }
  if (auto error = read_any_configuration(flags, line)) return std::unexpected(*error);
  if (auto error = take([](const Flag& flag) { return !flag.asks; })) {
    return std::unexpected(*error);
  }
  if (command == Command::kIndex) {
    if (auto error = take_index_operands(line, inputs)) return std::unexpected(*error);
  }
  if (!inputs.empty() || !line.files_from.empty()) line.filter.inputs = std::move(inputs);
  if (auto error = check_operands(line)) return std::unexpected(*error);
  return line;
}

}  // namespace leitong::tool
