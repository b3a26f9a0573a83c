#include "commands.h"
#include "leitong/token_listing.h"
#include "messages.h"

namespace leitong::tool {

int run_tokens(const CommandLine& line) {
  Warnings warnings(line.quiet);
  FilterEvents events;
  events.settled = [&](const FilterReport& settled) -> std::optional<Error> {
    const char* meaningless = nullptr;
    if (line.given.contains("field") && !has_text_field(settled.format)) {
      meaningless = "--field means nothing here: it needs JSONL, CSV or TSV";
    } else if (line.given.contains("segmenter") &&
               line.filter.comparison.tokens != TokenKind::kWord) {
      meaningless = "--segmenter means nothing here: it needs --tokens word";
    }
    if (meaningless == nullptr) return std::nullopt;
    return Error{.kind = Error::Kind::kUsage, .what = meaningless};
  };
  events.warning = [&](const Warning& warning) { warnings.add(warning.problem); };
  const Result<TokenListingReport> report =
      list_tokens({.inputs = line.filter.inputs,
                   .format = line.filter.format,
                   .field = line.filter.field,
                   .header = line.filter.header,
                   .delimiter = line.filter.delimiter,
                   .comparison = line.filter.comparison,
                   .output = line.filter.output,
                   .line_buffered = line.filter.line_buffered},
                  events);
  if (!report) return report_error(report.error(), line.command);
  warnings.finish();
  if (!report->input_errors.empty()) return report_input_errors(report->input_errors);
  return report->failed > 0 ? kPassedSomeThrough : kDone;
}

}  // namespace leitong::tool
