#include "flags/flags.h"
#include "flags/values.h"

namespace leitong::tool {
namespace {

void add_threads(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "-j,--threads",
             .kind = "N",
             .what = "Threads; no result depends on it [one per core]",
             .value = whole_number(filter.threads)});
}

void add_memory(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "-S,--memory",
             .kind = "SIZE",
             .what = "Memory for what is kept, or (online) to verify from without computing twice; "
                     "4G, 50%; no result depends on it [50%]",
             .value = memory_size(filter.memory_bytes)});
}

void add_temp_dir(FlagTable& flags, FilterOptions& filter, std::string what) {
  flags.add({.names = "-T,--temp-dir",
             .kind = "DIR",
             .what = std::move(what),
             .value = folder_name(filter.temp_dir)});
}

void add_executor(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "--executor",
             .kind = "WHICH",
             .what = "Records: online decides as it reads, all that is kept in memory; batch when "
                     "all is read, within --memory; same answer [whichever fits]",
             .value = choice<std::optional<Executor>>(
                 filter.executor, {{"online", Executor::kOnline}, {"batch", Executor::kBatch}})});
}

void add_progress(FlagTable& flags, CommandLine& line) {
  flags.add({.names = "--progress",
             .kind = "WHEN",
             .what = "On stderr: always, never, auto: if it is a terminal [auto]",
             .value = choice(line.progress, whens())});
}

void add_verbose(FlagTable& flags, CommandLine& line) {
  flags.add({.names = "-v,--verbose",
             .common = true,
             .what = "Say what was settled on, and a summary [off]",
             .value = on(line.verbose)});
}

void add_verify(FlagTable& flags, CommandLine& line) {
  flags.add({.names = "--verify-segmenter",
             .what = "Only compare how words are cut with ICU itself; exit 1 if it differs [off]",
             .value = on(line.verify_segmenter)});
}

void add_generate(FlagTable& flags, CommandLine& line) {
  flags.add({.names = "--generate",
             .kind = "WHAT",
             .what = "Print the manual page (man), or what a shell completes by: complete-bash, "
                     "complete-zsh, complete-fish",
             .value = choice(line.generate, {{"man", Generated::kManual},
                                             {"complete-bash", Generated::kBash},
                                             {"complete-zsh", Generated::kZsh},
                                             {"complete-fish", Generated::kFish}}),
             .asks = true});
}

// What every command has.
void add_common(FlagTable& flags, CommandLine& line) {
  flags.add({.names = "-q,--quiet",
             .common = true,
             .what = "No warnings, no summary [off]",
             .value = on(line.quiet)});
  flags.add({.names = "--config",
             .kind = "FILE",
             .what = "Options from this file (threshold = 0.7), unless given here; [tokens] begins "
                     "those of a command [$LEITONG_CONFIG or none]",
             .value = file_name(line.configuration),
             .twin = "--no-config",
             .twin_value = kNoConfiguration});
  flags.add({.names = "-h",
             .what = "What most people need, on a screen",
             .value = on(line.short_help),
             .asks = true});
  flags.add({.names = "--help",
             .common = true,
             .what = "All options",
             .value = on(line.help),
             .asks = true});
  flags.add({.names = "-V,--version",
             .common = true,
             .what = "Version, and the versions results depend on",
             .value = on(line.version),
             .asks = true});
}

}  // namespace

void add_running(FlagTable& flags, CommandLine& line) {
  flags.begin_group("Running");
  FilterOptions& filter = line.filter;
  if (line.command == Command::kDedup) {
    add_threads(flags, filter);
    add_memory(flags, filter);
    add_executor(flags, filter);
    add_temp_dir(flags, filter,
                 "Where pipes are kept that must be read again (--keep, --by passage), and what "
                 "exceeds --memory [$TMPDIR or /tmp]");
    add_progress(flags, line);
    add_verbose(flags, line);
    add_verify(flags, line);
    add_generate(flags, line);
  }
  if (line.command == Command::kPassages) {
    add_threads(flags, filter);
    add_temp_dir(flags, filter,
                 "Keeps pipes and compressed inputs for the second pass "
                 "[$TMPDIR or /tmp]");
    add_progress(flags, line);
  }
  if (line.command == Command::kIndex) {
    add_threads(flags, filter);
    add_progress(flags, line);
    add_verbose(flags, line);
  }
  if (line.command == Command::kPlan) {
    add_threads(flags, filter);
    add_memory(flags, filter);
  }
  add_common(flags, line);
}

}  // namespace leitong::tool
