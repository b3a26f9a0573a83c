#include "flags/flags.h"

namespace leitong::tool {

FlagTable flags_of(CommandLine& line) {
  FlagTable flags;
  add_reading(flags, line);
  add_trial(flags, line);
  add_compared(flags, line);
  add_how(flags, line);
  add_stays(flags, line);
  add_writing(flags, line);
  add_running(flags, line);
  return flags;
}

FlagTable shown_flags(Command command) {
  CommandLine line;
  line.command = command;
  return flags_of(line);
}

}  // namespace leitong::tool
