#include "meaning.h"

#include <string>

namespace leitong::tool {

std::optional<Error> find_meaningless_option(const CommandLine& line,
                                             std::span<const MeaningRule> rules) {
  for (const MeaningRule& rule : rules) {
    if (!line.given.contains(rule.option) || rule.has_meaning) continue;
    return Error{
        .kind = Error::Kind::kUsage,
        .what = std::string("--") + rule.option + " means nothing here: it needs " + rule.needs};
  }
  return std::nullopt;
}

}  // namespace leitong::tool
