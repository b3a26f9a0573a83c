#include "commands.h"
#include "comparison_page.h"
#include "leitong/text_comparison.h"
#include "messages.h"
#include "terminal.h"

namespace leitong::tool {

int run_compare(const CommandLine& line) {
  if (line.given.contains("segmenter") && line.given.contains("tokens") &&
      line.filter.comparison.tokens != TokenKind::kWord) {
    return report_error({.kind = Error::Kind::kUsage,
                         .what = "--segmenter means nothing here: it needs --tokens word"},
                        line.command);
  }
  if (line.json && line.given.contains("color")) {
    return report_error(
        {.kind = Error::Kind::kUsage, .what = "--color means nothing here: JSON has none"},
        line.command);
  }
  Warnings warnings(line.quiet);
  FilterEvents events;
  events.warning = [&](const Warning& warning) { warnings.add(warning.problem); };
  const Result<TextComparison> comparison = compare_inputs(
      line.filter.inputs[0], line.filter.inputs[1],
      {.comparison = line.filter.comparison, .min_passage = line.filter.min_passage}, events);
  if (!comparison) return report_error(comparison.error(), line.command);
  const std::string answer =
      line.json ? comparison->json() : comparison_page(*comparison, look_at_stdout(line.color));
  return print(answer);
}

}  // namespace leitong::tool
