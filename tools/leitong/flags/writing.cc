#include "flags/flags.h"
#include "flags/values.h"

namespace leitong::tool {
namespace {

void add_output(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "-o,--output",
             .common = true,
             .kind = "FILE",
             .what = "Result; .gz .bz2 .xz .zst .lz4 compress; appears when complete [stdout]",
             .value = file_name(filter.output)});
}

void add_output_dir(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "-O,--output-dir",
             .kind = "DIR",
             .what = "Instead of -o: a file for each input in DIR, by the same relative name and\n"
                     "compressed as it is; an empty one where nothing stays [none]",
             .value = folder_name(filter.output_dir)});
}

void add_by_products(FlagTable& flags, CommandLine& line) {
  FilterOptions& filter = line.filter;
  flags.add({.names = "--removed",
             .common = true,
             .kind = "FILE",
             .what = "Audit as JSONL: what was removed, and what it repeats [none]",
             .value = file_name(filter.removed)});
  flags.add({.names = "--clusters",
             .kind = "FILE",
             .what = "Records: each that leads others, with its members, as JSONL [none]",
             .value = file_name(filter.clusters)});
  flags.add({.names = "--dropped",
             .kind = "FILE",
             .what = "The dropped records (of text: paragraphs), as they were [none]",
             .value = file_name(filter.dropped)});
  flags.add({.names = "--mark",
             .common = true,
             .what =
                 "Drop and cut nothing; say why in a field \"leitong\" (JSONL) or in columns (CSV, "
                 "TSV) [off]",
             .brief = "Drop and cut nothing; say why in a field or in columns [off]",
             .value = on(filter.mark)});
  flags.add({.names = "--check",
             .common = true,
             .what = "Write no result; exit 1 if something would be dropped [off]",
             .value = on(line.check)});
  flags.add({.names = "--stats",
             .kind = "FILE",
             .what = "Counts, times, memory, versions as a JSON object [none]",
             .value = file_name(filter.stats)});
  flags.add({.names = "--report",
             .kind = "FILE.html",
             .what = "A page about the run: counts, similarities, some of what was removed beside "
                     "what it repeats [none]",
             .value = file_name(filter.report)});
}

void add_explain(FlagTable& flags, CommandLine& line) {
  flags.add({.names = "--explain",
             .kind = "[FILE:]N",
             .what = "Write no result, but why record N (as --removed counts) goes, or what it is\n"
                     "nearest to: similarity, shingles, odds, both texts [none]",
             .value = record_name(line.explain)});
}

void add_line_buffered(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "--line-buffered",
             .what = "Write each line as soon as it is decided [off]",
             .value = on(filter.line_buffered)});
}

void add_json(FlagTable& flags, CommandLine& line, std::string what) {
  flags.add({.names = "--json", .common = true, .what = std::move(what), .value = on(line.json)});
}

void add_color(FlagTable& flags, CommandLine& line) {
  flags.add({.names = "--color",
             .common = line.command != Command::kDedup,
             .kind = "WHEN",
             .what = std::string(line.command == Command::kDedup ? "Of --explain: " : "") +
                     "always, never, auto: on a terminal, unless NO_COLOR is set [auto]",
             .value = choice(line.color, whens())});
}

}  // namespace

void add_writing(FlagTable& flags, CommandLine& line) {
  flags.begin_group("Writing");
  switch (line.command) {
    case Command::kDedup:
      add_output(flags, line.filter);
      add_output_dir(flags, line.filter);
      add_by_products(flags, line);
      add_explain(flags, line);
      add_color(flags, line);
      add_line_buffered(flags, line.filter);
      break;
    case Command::kTokens:
      add_output(flags, line.filter);
      add_line_buffered(flags, line.filter);
      break;
    case Command::kCompare:
      add_json(flags, line, "One JSON object, with byte offsets and whole texts [off]");
      add_color(flags, line);
      break;
    case Command::kPassages:
      add_json(flags, line, "A JSON object a line, with the whole text [off]");
      break;
    case Command::kPlan:
      add_json(flags, line, "One JSON object [off]");
      flags.add({.names = "--ascii",
                 .what = "Draw with ASCII characters alone [unless the locale is UTF-8]",
                 .value = on(line.ascii)});
      break;
    case Command::kIndex:
      flags.add({.names = "-o,--output",
                 .common = true,
                 .kind = "FILE",
                 .what = "query: answers; .gz .bz2 .xz .zst .lz4 compress [stdout]",
                 .value = file_name(line.filter.output)});
      add_json(flags, line, "info: one JSON object [off]");
      break;
    case Command::kEval:
      add_json(flags, line, "One JSON object, with the texts of --pairs [off]");
      add_color(flags, line);
      break;
  }
}

}  // namespace leitong::tool
