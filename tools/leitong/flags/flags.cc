#include "flags/flags.h"

namespace leitong::tool {

FlagTable flags_of(CommandLine& line) {
  FlagTable flags;
  add_reading(flags, line);
  add_compared(flags, line);
  add_how(flags, line);
  add_stays(flags, line);
  add_writing(flags, line);
  add_running(flags, line);
  return flags;
}

}  // namespace leitong::tool
