// A function that looks at the word before the cursor: of an option with a value it proposes the
// values, else options or files. Bash splits "--name=value" at "=", which is undone first.
#include "command.h"
#include "flags/flags.h"
#include "generate/generate.h"

namespace leitong::tool {
namespace {

constexpr const char* kStart =
    R"(# bash completion for leitong, made by `leitong --generate complete-bash`

_leitong() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} attached=
  if [[ $cur == = ]]; then
    cur= attached=1
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD - 2]} attached=1
  fi
  local command=dedup options
)";

constexpr const char* kEnd = R"(  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$cur"))
    return
  fi
  COMPREPLY=($(compgen -f -- "$cur"))
  if ((COMP_CWORD == 1)); then
    COMPREPLY+=($(compgen -W "$commands" -- "$cur"))
  fi
}

complete -o filenames -F _leitong leitong
)";

std::string proposals(const Value& value) {
  if (!value.choices.empty()) {
    return "COMPREPLY=($(compgen -W \"" + joined(value.choices, " ") + "\" -- \"$cur\"))";
  }
  if (value.names == Value::Names::kFiles) return "COMPREPLY=($(compgen -f -- \"$cur\"))";
  if (value.names == Value::Names::kFolders) return "COMPREPLY=($(compgen -d -- \"$cur\"))";
  return "COMPREPLY=()";
}

std::vector<std::string> names_of(const Flag& flag) {
  std::vector<std::string> names;
  if (!flag.short_name().empty()) names.push_back("-" + flag.short_name());
  if (!flag.long_name().empty()) names.push_back("--" + flag.long_name());
  return names;
}

// Sets `options`, and answers where the value of one is asked for.
std::string branch(const CommandDescription& command) {
  std::vector<std::string> all;
  std::string values;
  const FlagTable flags = shown_flags(command.command);
  for (const Flag& flag : flags.flags()) {
    const std::vector<std::string> names = names_of(flag);
    all.insert(all.end(), names.begin(), names.end());
    if (!flag.twin.empty()) all.push_back(flag.twin);
    if (flag.is_switch()) continue;
    // A value that may be left out stands behind "=" only.
    const std::string answer =
        flag.bare.empty() ? proposals(flag.value) + "; return"
                          : "if [[ $attached ]]; then " + proposals(flag.value) + "; return; fi";
    values += "        " + joined(names, " | ") + ") " + answer + " ;;\n";
  }
  return "    " + std::string(command.word()) + ")\n      options=\"" + joined(all, " ") +
         "\"\n      case $prev in\n" + values + "      esac\n      ;;\n";
}

}  // namespace

std::string bash_completion() {
  const std::vector<std::string> words = command_words();
  std::string text = kStart;
  text += "  local commands=\"dedup " + joined(words, " ") + "\"\n";
  text += "  case ${COMP_WORDS[1]} in\n    " + joined(words, " | ") +
          ") command=${COMP_WORDS[1]} ;;\n  esac\n  case $command in\n";
  for (const CommandDescription& command : all_commands()) text += branch(command);
  return text + "  esac\n" + kEnd;
}

}  // namespace leitong::tool
