#include "other_names.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "words.h"

namespace leitong::tool {
namespace {

struct OtherName {
  std::string_view name;
  std::string_view option;  // without the dashes
  std::string_view value;
};
// Of jq, ripgrep, zstd, qsv, GNU's tools, and of what else removes duplicates.
constexpr std::array kOtherNames = {
    OtherName{"column", "field", ""},         OtherName{"dry-run", "check", ""},
    OtherName{"jobs", "threads", ""},         OtherName{"key", "field", ""},
    OtherName{"ngram", "shingle", ""},        OtherName{"ngram-size", "shingle", ""},
    OtherName{"no-color", "color", " never"}, OtherName{"num-perm", "recall", ""},
    OtherName{"similarity", "threshold", ""},
};

}  // namespace

std::string meant_by(const std::string& name, const FlagTable& flags) {
  const auto* const other = std::ranges::find(kOtherNames, name, &OtherName::name);
  if (other != kOtherNames.end() && flags.find(other->option) != nullptr) {
    return "--" + std::string(other->option) + std::string(other->value);
  }
  for (const Flag& flag : flags.flags()) {
    if (std::ranges::count(flag.value.choices, name) > 0) return flag.name() + " " + name;
  }
  const std::string typed = nearest(name, flags.long_names());
  return typed.empty() ? typed : "--" + typed;
}

}  // namespace leitong::tool
