// One `complete` line for each name; its condition says for which command it holds.
#include "command.h"
#include "flags/flags.h"
#include "generate/generate.h"

namespace leitong::tool {
namespace {

std::string quoted(const std::string& text) {
  std::string safe = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') safe += '\\';
    safe += c;
  }
  return safe + "'";
}

std::string proposals(const Flag& flag) {
  if (flag.is_switch()) return {};
  if (!flag.value.choices.empty()) {
    return (flag.bare.empty() ? " -x -a " : " -f -a ") + quoted(joined(flag.value.choices, " "));
  }
  if (flag.value.names == Value::Names::kFiles) return " -r -F";
  if (flag.value.names == Value::Names::kFolders) {
    return " -x -a '(__fish_complete_directories)'";
  }
  return flag.bare.empty() ? " -x" : "";
}

}  // namespace

std::string fish_completion() {
  const std::string words = joined(command_words(), " ");
  std::string text =
      "# fish completion for leitong, made by `leitong --generate complete-fish`\n\n";
  for (const CommandDescription& command : all_commands()) {
    text += "complete -c leitong -n __fish_is_first_arg -a " + std::string(command.word()) +
            " -d " + quoted(command.does) + "\n";
  }
  for (const CommandDescription& command : all_commands()) {
    const std::string when = command.command == Command::kDedup
                                 ? "not __fish_seen_subcommand_from " + words
                                 : "__fish_seen_subcommand_from " + std::string(command.word());
    const std::string start = "complete -c leitong -n " + quoted(when);
    text += '\n';
    const FlagTable flags = shown_flags(command.command);
    for (const Flag& flag : flags.flags()) {
      text += start;
      if (!flag.short_name().empty()) text += " -s " + flag.short_name();
      if (!flag.long_name().empty()) text += " -l " + flag.long_name();
      text += proposals(flag) + " -d " + quoted(without_default(flag.what)) + "\n";
      if (!flag.twin.empty()) {
        text += start + " -l " + flag.twin.substr(2) + " -d " +
                quoted("takes " + flag.name() + " back") + "\n";
      }
    }
  }
  return text;
}

}  // namespace leitong::tool
