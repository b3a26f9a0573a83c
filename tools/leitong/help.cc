#include "help.h"

#include <algorithm>
#include <string_view>

namespace leitong::tool {
namespace {

constexpr std::size_t kColumn = 26;  // where the explanations begin
constexpr std::size_t kColumns = 100;
constexpr std::ptrdiff_t kScreenLines = 45;

// Appends words, and further lines of them that begin in a column.
void append_wrapped(std::string& text, std::string_view words, std::size_t column) {
  const std::size_t begin_of_line = text.rfind('\n') + 1;  // of no line before: npos + 1 is 0
  std::size_t used = text.size() - begin_of_line;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find_first_of(" \n"));
    words.remove_prefix(std::min(word.size() + 1, words.size()));
    if (used > column && used + 1 + word.size() > kColumns) {
      text += '\n' + std::string(column, ' ');
      used = column;
    } else if (used > column) {
      text += ' ';
      ++used;
    }
    text += word;
    used += word.size();
  }
  text += '\n';
}

// "  left      what it does", and further lines of it.
std::string entry(std::string_view left, std::string_view what) {
  std::string text = "  " + std::string(left);
  text += text.size() < kColumn ? std::string(kColumn - text.size(), ' ')
                                : "\n" + std::string(kColumn, ' ');
  append_wrapped(text, what, kColumn);
  return text;
}

std::string left_side(const Flag& flag) {
  if (flag.is_switch()) return flag.names;
  return flag.names + (flag.bare.empty() ? " " + flag.kind : " [=" + flag.kind + "]");
}

std::string beginning(Command command, const FlagTable& flags) {
  const CommandDescription& description = describe(command);
  std::string text = std::string(description.does) + "\n\nUsage: " + description.name;
  text += " [OPTION...]";
  for (const Operand& operand : flags.operands()) {
    text += " [" + operand.name + (operand.repeats ? "...]" : "]");
  }
  text += '\n';
  if (command == Command::kDedup) {
    text += "\nCommands:\n";
    for (const CommandDescription& other : all_commands()) {
      if (other.command != command) text += entry(other.name, other.does);
    }
  }
  if (!flags.operands().empty()) text += "\nInput:\n";
  for (const Operand& operand : flags.operands()) text += entry(operand.name, operand.what);
  return text;
}

std::string options(const FlagTable& flags, bool all) {
  std::string text;
  std::string_view group;
  for (const Flag& flag : flags.flags()) {
    if (!all && !flag.common) continue;
    if (flag.group != group) text += "\n" + flag.group + ":\n";
    group = flag.group;
    text += entry(left_side(flag), all || flag.brief.empty() ? flag.what : flag.brief);
  }
  return text;
}

std::string end(Command command, bool all) {
  std::string text = "\n";
  if (all) {
    append_wrapped(
        text,
        "Of an option given twice the last one counts. Every option without a value has a "
        "twin that takes it back: --no-quiet; that of --no-fold is --fold.",
        0);
  } else {
    append_wrapped(text,
                   "These are the options that most people need. All: " +
                       std::string(describe(command).name) + " --help",
                   0);
  }
  append_wrapped(text, describe(command).exit, 0);
  return text;
}

}  // namespace

std::string help_text(Command command, const FlagTable& flags, HelpExtent extent) {
  const std::string start = beginning(command, flags);
  std::string all = start + options(flags, true) + end(command, true);
  if (extent == HelpExtent::kAll || std::ranges::count(all, '\n') <= kScreenLines) return all;
  return start + options(flags, false) + end(command, false);
}

}  // namespace leitong::tool
