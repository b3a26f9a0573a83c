#include "help.h"

#include <string_view>

namespace leitong::tool {
namespace {

constexpr std::size_t kColumn = 26;  // where the explanations begin

// "  left      first line" and further lines under the first.
std::string entry(const std::string& left, std::string_view what) {
  std::string text = "  " + left;
  text += text.size() < kColumn ? std::string(kColumn - text.size(), ' ')
                                : "\n" + std::string(kColumn, ' ');
  for (const char c : what) {
    text += c;
    if (c == '\n') text.append(kColumn, ' ');
  }
  return text + '\n';
}

std::string left_side(const Flag& flag) {
  if (flag.is_switch()) return flag.names;
  return flag.names + (flag.bare.empty() ? " " + flag.kind : " [=" + flag.kind + "]");
}

}  // namespace

std::string help_text(Command command, const FlagTable& flags) {
  const CommandDescription& description = describe(command);
  std::string text = std::string(description.does) + "\n\nUsage: " + description.name;
  text += " [OPTION...]";
  for (const Operand& operand : flags.operands()) {
    text += " [" + operand.name + (operand.repeats ? "...]" : "]");
  }
  text += "\n\nInput:\n";
  for (const Operand& operand : flags.operands()) text += entry(operand.name, operand.what);
  std::string_view group;
  for (const Flag& flag : flags.flags()) {
    if (flag.group != group) text += "\n" + flag.group + ":\n";
    group = flag.group;
    text += entry(left_side(flag), flag.what);
  }
  return text + '\n' + description.exit + '\n';
}

}  // namespace leitong::tool
