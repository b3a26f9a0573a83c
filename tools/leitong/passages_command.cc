#include <unistd.h>

#include <string>

#include "commands.h"
#include "leitong/passage_listing.h"
#include "messages.h"
#include "progress_line.h"
#include "readable.h"
#include "terminal.h"

namespace leitong::tool {
namespace {

// Of a passage; the whole is in --json.
constexpr std::size_t kMostColumns = 240;

// "12 times in 7 records, weight 143; first pages.jsonl:3, bytes 120-480", and the text.
std::string entry(const ListedPassage& passage, bool is_text) {
  ShownText text(passage.text);
  text.shorten(kMostColumns);
  return counted(passage.occurrences, "time") + " in " +
         counted(passage.records, is_text ? "input" : "record") + ", weight " +
         readable_count(passage.weight) + "; first " + passage.input + ":" +
         std::to_string(passage.record) + ", bytes " + std::to_string(passage.start) + "-" +
         std::to_string(passage.end) + "\n  " + text.text() + "\n";
}

}  // namespace

int run_passages(const CommandLine& line) {
  const bool terminal = isatty(STDERR_FILENO) != 0;
  ProgressLine progress(shows_progress(line, terminal, /*in_the_way=*/false), /*drops=*/false);
  Warnings warnings(line.quiet);
  FilterEvents events;
  events.settled = [&](const FilterReport& settled) -> std::optional<Error> {
    if (!line.given.contains("field") || has_text_field(settled.format)) return std::nullopt;
    return Error{.kind = Error::Kind::kUsage,
                 .what = "--field means nothing here: it needs JSONL, CSV or TSV"};
  };
  events.warning = [&](const Warning& warning) {
    progress.clear();
    warnings.add(warning.problem);
  };
  events.progress = [&](const Progress& state) { progress.show(state); };
  const Result<PassageListing> listing =
      list_passages({.inputs = line.filter.inputs,
                     .format = line.filter.format,
                     .field = line.filter.field,
                     .header = line.filter.header,
                     .delimiter = line.filter.delimiter,
                     .within = line.filter.within,
                     .fold = line.filter.comparison.fold,
                     .segmenter = line.filter.comparison.segmenter,
                     .min_passage = line.filter.min_passage,
                     .count = line.filter.count,
                     .top = line.top,
                     .threads = line.filter.threads,
                     .temp_dir = line.filter.temp_dir},
                    events);
  progress.clear();
  if (!listing) return report_error(listing.error(), line.command);
  std::string answer;
  for (const ListedPassage& passage : listing->passages) {
    if (!line.json && !answer.empty()) answer += '\n';
    answer += line.json ? passage.json() : entry(passage, listing->format == Format::kText);
  }
  const int printed = print(answer);
  warnings.finish();
  if (!listing->input_errors.empty()) return report_input_errors(listing->input_errors);
  return printed == kDone && listing->failed > 0 ? kPassedSomeThrough : printed;
}

}  // namespace leitong::tool
