#include "flags/flags.h"
#include "flags/values.h"

namespace leitong::tool {

void add_stays(FlagTable& flags, CommandLine& line) {
  if (line.command == Command::kPlan) {
    flags.begin_group("Which copy stays");
    flags.add({.names = "--keep",
               .kind = "RULE",
               .what = "Runs that keep the first copy are planned; of others it is said what they "
                       "take [first]",
               .value = keep_rule(line.filter.keep)});
  }
  if (line.command != Command::kDedup) return;
  flags.begin_group("Which copy stays");
  flags.add({.names = "--keep",
             .common = true,
             .kind = "RULE",
             .what = "first, last, longest, max:FIELD, min:FIELD (a field, column or "
                     "WARC field); ties: first [first]",
             .brief = "first, last, longest, max:FIELD, min:FIELD; ties: first [first]",
             .value = keep_rule(line.filter.keep)});
}

}  // namespace leitong::tool
