#include <cstdio>

#include "commands.h"
#include "leitong/segment.h"
#include "leitong/segmenter_check.h"
#include "messages.h"
#include "readable.h"

namespace leitong::tool {

int run_verify(const CommandLine& line) {
  const Result<SegmenterCheckReport> report =
      check_segmenter({.inputs = line.filter.inputs,
                       .format = line.filter.format,
                       .field = line.filter.field,
                       .header = line.filter.header,
                       .delimiter = line.filter.delimiter,
                       .fold = line.filter.comparison.fold});
  if (!report) return report_error(report.error());
  const auto rate = [&](double seconds) {
    return seconds > 0 ? static_cast<double>(report->bytes) / seconds * 1e-6 : 0;
  };
  std::printf("%s %s, %s, %s boundaries, %s words: %s differ from ICU %s\n",
              readable_count(report->texts).c_str(), report->texts == 1 ? "text" : "texts",
              readable_bytes(report->bytes).c_str(), readable_count(report->boundaries).c_str(),
              readable_count(report->words).c_str(), readable_count(report->differences).c_str(),
              std::string(icu_version()).c_str());
  std::printf("leitong %.1f MB/s, ICU %.1f MB/s: %.1f times as fast\n", rate(report->fast_seconds),
              rate(report->icu_seconds),
              report->fast_seconds > 0 ? report->icu_seconds / report->fast_seconds : 0);
  if (report->first) {
    std::printf("first difference: %s:%llu\n  leitong %s\n  ICU     %s\n",
                report->first->input.c_str(), static_cast<unsigned long long>(report->first->line),
                report->first->fast.c_str(), report->first->icu.c_str());
  }
  if (std::fflush(stdout) != 0) {
    return report_error({.kind = Error::Kind::kOutput, .what = "stdout can't be written"});
  }
  if (!report->input_errors.empty()) return report_input_errors(report->input_errors);
  return report->first ? kAnsweredYes : kDone;
}

}  // namespace leitong::tool
