// One _arguments call a command; a command's word is shifted away first.
#include "command.h"
#include "flags/flags.h"
#include "generate/generate.h"

namespace leitong::tool {
namespace {

// Inside '…', in a text where _arguments gives some characters a meaning.
std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') safe += '\\';
    safe += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return safe;
}

std::string proposals(const Value& value) {
  if (!value.choices.empty()) return "(" + joined(value.choices, " ") + ")";
  if (value.names == Value::Names::kFiles) return "_files";
  if (value.names == Value::Names::kFolders) return "_files -/";
  return {};
}

std::string specification(const std::string& name, const Flag& flag) {
  std::string text = flag.collects ? "'*" + name : "'" + name;
  if (!flag.is_switch()) {
    if (!flag.bare.empty()) {
      text += "=-";
    } else if (name.starts_with("--")) {
      text += '=';
    } else {
      text += '+';
    }
  }
  text += "[" + escaped(without_default(flag.what)) + "]";
  if (!flag.is_switch()) {
    text += (flag.bare.empty() ? ":" : "::") + flag.kind + ":" + proposals(flag.value);
  }
  return text + "'";
}

std::string branch(const CommandDescription& command) {
  const FlagTable flags = shown_flags(command.command);
  std::string text = "    " + std::string(command.word()) + ")\n      _arguments -s -S";
  const auto add = [&](const std::string& argument) { text += " \\\n        " + argument; };
  for (const Flag& flag : flags.flags()) {
    if (!flag.short_name().empty()) add(specification("-" + flag.short_name(), flag));
    if (!flag.long_name().empty()) add(specification("--" + flag.long_name(), flag));
    if (!flag.twin.empty()) add("'" + flag.twin + "[takes " + flag.name() + " back]'");
  }
  for (const Operand& operand : flags.operands()) {
    const bool first = command.command == Command::kDedup && operand.repeats;
    if (first) add("'1: :_leitong_first'");
    add(std::string(operand.repeats ? "'*:" : "':") + operand.name + ":_files'");
  }
  return text + "\n      ;;\n";
}

}  // namespace

std::string zsh_completion() {
  std::string text =
      "#compdef leitong\n# zsh completion for leitong, made by `leitong --generate "
      "complete-zsh`\n\n_leitong_first() {\n  local -a commands=(\n";
  for (const CommandDescription& command : all_commands()) {
    text += "    '" + std::string(command.word()) + ":" + escaped(command.does) + "'\n";
  }
  text += "  )\n  _describe command commands\n  _files\n}\n\n_leitong() {\n";
  text += "  local command=dedup\n  case ${words[2]} in\n    dedup|" +
          joined(command_words(), "|") +
          ") if ((CURRENT > 2)); then command=${words[2]}; shift words; ((CURRENT--)); fi ;;\n"
          "  esac\n  case $command in\n";
  for (const CommandDescription& command : all_commands()) text += branch(command);
  return text +
         "  esac\n}\n\nif [[ $funcstack[1] == _leitong ]]; then\n  _leitong \"$@\"\nelse\n"
         "  compdef _leitong leitong\nfi\n";
}

}  // namespace leitong::tool
