#include "flags/flags.h"
#include "flags/values.h"

namespace leitong::tool {

void add_stays(FlagTable& flags, CommandLine& line) {
  if (line.command != Command::kDedup) return;
  flags.begin_group("Which copy stays");
  flags.add({.names = "--keep",
             .common = true,
             .kind = "RULE",
             .what = "first, last, longest, max:FIELD, min:FIELD (JSONL); ties: first [first]",
             .value = keep_rule(line.filter.keep)});
}

}  // namespace leitong::tool
