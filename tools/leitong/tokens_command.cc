#include "commands.h"
#include "leitong/token_listing.h"
#include "messages.h"

namespace leitong::tool {

int run_tokens(const CommandLine& line) {
  Warnings warnings(line.quiet);
  FilterEvents events;
  events.warning = [&](const Warning& warning) { warnings.add(warning.problem); };
  const Result<TokenListingReport> report =
      list_tokens({.inputs = line.filter.inputs,
                   .format = line.filter.format,
                   .field = line.filter.field,
                   .comparison = line.filter.comparison,
                   .output = line.filter.output,
                   .line_buffered = line.filter.line_buffered},
                  events);
  if (!report) return report_error(report.error());
  warnings.finish();
  if (report->input_error) return report_error(*report->input_error);
  return report->failed > 0 ? kPassedSomeThrough : kDone;
}

}  // namespace leitong::tool
