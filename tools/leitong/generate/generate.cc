#include "generate/generate.h"

#include <algorithm>

#include "command.h"

namespace leitong::tool {

std::string generated(Generated what) {
  switch (what) {
    case Generated::kManual:
      return manual_page();
    case Generated::kBash:
      return bash_completion();
    case Generated::kZsh:
      return zsh_completion();
    case Generated::kFish:
      return fish_completion();
    case Generated::kNothing:
      break;
  }
  return {};
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

std::string without_default(const std::string& what) {
  std::string text = what.ends_with(']') ? what.substr(0, what.rfind(" [")) : what;
  std::ranges::replace(text, '\n', ' ');
  return text;
}

std::vector<std::string> command_words() {
  std::vector<std::string> words;
  for (const CommandDescription& command : all_commands()) {
    if (command.command != Command::kDedup) words.emplace_back(command.word());
  }
  return words;
}

}  // namespace leitong::tool
