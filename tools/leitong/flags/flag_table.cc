#include "flags/flag_table.h"

#include <algorithm>
#include <utility>

#include "words.h"

namespace leitong::tool {

std::string Flag::long_name() const {
  const std::size_t at = names.find("--");
  return at == std::string::npos ? std::string() : names.substr(at + 2);
}

std::string Flag::short_name() const {
  return names.starts_with("--") ? std::string() : names.substr(1, 1);
}

std::string Flag::name() const {
  const std::string name = long_name();
  return name.empty() ? names : "--" + name;
}

std::string explain(const Flag& flag, const std::string& word) {
  const std::string problem = flag.value.set(word);
  if (problem.empty()) return {};
  return problem + ", not '" + word + "'" + did_you_mean(word, flag.value.choices);
}

void FlagTable::add(Flag flag) {
  flag.group = group_;
  if (flag.is_switch() && !flag.asks && flag.twin.empty()) {
    flag.twin = "--no-" + flag.long_name();
    flag.twin_value = "false";
  }
  flags_.push_back(std::move(flag));
}

std::vector<std::string> FlagTable::long_names() const {
  std::vector<std::string> names;
  for (const Flag& flag : flags_) {
    if (!flag.long_name().empty()) names.push_back(flag.long_name());
    if (!flag.twin.empty()) names.push_back(flag.twin.substr(2));
  }
  return names;
}

const Flag* FlagTable::find(std::string_view long_name) const {
  const auto found = std::ranges::find_if(flags_, [&](const Flag& flag) {
    return flag.long_name() == long_name || flag.twin == "--" + std::string(long_name);
  });
  return found == flags_.end() || long_name.empty() ? nullptr : &*found;
}

}  // namespace leitong::tool
