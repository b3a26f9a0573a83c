#include "command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>

#include "flags/flags.h"
#include "help.h"
#include "leitong/version.h"

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

CLI::Option* add_to(CLI::App& app, const Flag& flag) {
  const auto policy =
      flag.collects ? CLI::MultiOptionPolicy::TakeAll : CLI::MultiOptionPolicy::TakeLast;
  if (flag.is_switch()) {
    return app.add_flag(flag.names)->disable_flag_override()->multi_option_policy(policy);
  }
  CLI::Option* option = app.add_option(flag.names)->type_name(flag.kind);
  if (flag.collects) option->expected(1)->allow_extra_args(false);
  return option->multi_option_policy(policy);
}

// Gives what was said to the command line the flag was made for.
std::optional<Error> take_values(const Flag& flag, const CLI::Option& option) {
  const std::vector<std::string>& words = option.results();
  for (std::size_t i = flag.collects ? 0 : words.size() - 1; i < words.size(); ++i) {
    if (const std::string problem = flag.value.set(words[i]); !problem.empty()) {
      return usage_error("--" + flag.long_name() + ": " + problem + ", not '" + words[i] + "'");
    }
  }
  return std::nullopt;
}

// CLI11 leaves to us what it does not know: an option, or what stood behind "--".
std::optional<Error> find_unknown_option(const CLI::App& app) {
  for (const std::string& extra : app.remaining()) {
    if (extra != "--") return usage_error("there is no option " + extra);
  }
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

std::optional<Error> print_answer(const std::string& text) {
  if (std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0) return std::nullopt;
  return Error{.kind = Error::Kind::kOutput, .what = "can't be written", .path = "-"};
}

}  // namespace

Result<CommandLine> parse_command_line(Command command, std::vector<std::string> words) {
  CommandLine line;
  line.command = command;
  const FlagTable flags = flags_of(line);
  for (const Flag& flag : flags.flags()) {
    if (flag.bare.empty()) continue;
    const std::string name = "--" + flag.long_name();
    std::replace(words.begin(), std::ranges::find(words, "--"), name, name + "=" + flag.bare);
  }

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
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (options[i]->count() == 0) continue;
    const Flag& flag = flags.flags()[i];
    if (auto error = take_values(flag, *options[i])) return std::unexpected(*error);
    line.given.insert(flag.long_name());
  }
  if (line.help || line.version) {
    line.answered = true;
    auto error = print_answer(line.help ? help_text(command, flags) : version_text());
    if (error) return std::unexpected(*error);
    return line;
  }
  if (auto error = find_unknown_option(app)) return std::unexpected(*error);
  if (!inputs.empty()) line.filter.inputs = std::move(inputs);
  if (auto error = check_operands(line)) return std::unexpected(*error);
  return line;
}

}  // namespace leitong::tool
