#include <array>
#include <cstdio>

#include "commands.h"
#include "leitong/segment.h"
#include "leitong/segmenter_check.h"
#include "messages.h"
#include "readable.h"

namespace leitong::tool {
namespace {

std::string page_of(const SegmenterCheckReport& report) {
  const auto rate = [&](double seconds) {
    return seconds > 0 ? static_cast<double>(report.bytes) / seconds * 1e-6 : 0;
  };
  std::string page = readable_count(report.texts) + (report.texts == 1 ? " text, " : " texts, ") +
                     readable_bytes(report.bytes) + ", " + readable_count(report.boundaries) +
                     " boundaries, " + readable_count(report.words) +
                     " words: " + readable_count(report.differences) + " differ from ICU ";
  page.append(icu_version()).append("\n");
  std::array<char, 96> speed{};
  std::snprintf(speed.data(), speed.size(),
                "leitong %.1f MB/s, ICU %.1f MB/s: %.1f times as fast\n", rate(report.fast_seconds),
                rate(report.icu_seconds),
                report.fast_seconds > 0 ? report.icu_seconds / report.fast_seconds : 0);
  page += speed.data();
  if (report.first) {
    page += "first difference: " + report.first->input + ":" + std::to_string(report.first->line) +
            "\n  leitong " + report.first->fast + "\n  ICU     " + report.first->icu + "\n";
  }
  return page;
}

}  // namespace

int run_verify(const CommandLine& line) {
  const Result<SegmenterCheckReport> report =
      check_segmenter({.inputs = line.filter.inputs,
                       .format = line.filter.format,
                       .field = line.filter.field,
                       .header = line.filter.header,
                       .delimiter = line.filter.delimiter,
                       .fold = line.filter.comparison.fold});
  if (!report) return report_error(report.error());
  const int printed = print(page_of(*report));
  if (!report->input_errors.empty()) return report_input_errors(report->input_errors);
  return printed == kDone && report->first ? kAnsweredYes : printed;
}

}  // namespace leitong::tool
