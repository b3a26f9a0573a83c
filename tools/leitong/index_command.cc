#include <unistd.h>

#include <array>
#include <cstdio>
#include <string>
#include <utility>

#include "commands.h"
#include "leitong/index.h"
#include "meaning.h"
#include "messages.h"
#include "progress_line.h"
#include "readable.h"
#include "summary.h"

namespace leitong::tool {
namespace {

std::optional<Error> find_meaningless(const CommandLine& line) {
  using Rule = MeaningRule;
  const bool creates = line.index_action == IndexAction::kCreate;
  const bool adds = line.index_action == IndexAction::kAdd;
  const bool queries = line.index_action == IndexAction::kQuery;
  const bool reads = adds || queries;
  const Method method = line.filter.method.value_or(Method::kMinhash);
  const bool minhash = method == Method::kMinhash;
  const bool near = minhash || method == Method::kSimhash;
  constexpr const char* kCreate = "`leitong index create`";
  constexpr const char* kAdd = "`leitong index add`";
  constexpr const char* kRead = "`leitong index add` or `query`";
  constexpr const char* kNear = "--method minhash or simhash";
  const std::array rules = {
      Rule{"index-text", creates, kCreate},
      Rule{"method", creates, kCreate},
      Rule{"threshold", creates, kCreate},
      Rule{"threshold", near, kNear},
      Rule{"shingle", creates, kCreate},
      Rule{"shingle", near, kNear},
      Rule{"recall", creates, kCreate},
      Rule{"recall", minhash, "--method minhash"},
      Rule{"distance", creates, kCreate},
      Rule{"distance", method == Method::kSimhash, "--method simhash"},
      Rule{"tokens", creates, kCreate},
      Rule{"tokens", near, kNear},
      Rule{"no-fold", creates, kCreate},
      Rule{"no-fold", method != Method::kBytes, "another method than bytes"},
      Rule{"recursive", reads, kRead},
      Rule{"files-from", reads, kRead},
      Rule{"null", reads, kRead},
      Rule{"format", reads, kRead},
      Rule{"field", reads, kRead},
      Rule{"header", reads, kRead},
      Rule{"id-field", reads, kRead},
      Rule{"threads", reads, kRead},
      Rule{"on-error", adds, kAdd},
      Rule{"progress", adds, kAdd},
      Rule{"verbose", adds, kAdd},
      Rule{"output", queries, "`leitong index query`"},
      Rule{"json", line.index_action == IndexAction::kInfo, "`leitong index info`"},
  };
  return find_meaningless_option(line, rules);
}

// … in inputs of this format.
std::optional<Error> find_meaningless_in(const CommandLine& line, Format format) {
  constexpr const char* kFields = "JSONL, CSV, TSV or WARC";
  const bool fields = has_fields(format);
  const std::array rules = {
      MeaningRule{"field", has_text_field(format), "JSONL, CSV or TSV"},
      MeaningRule{"id-field", fields, kFields},
      MeaningRule{"on-error", fields, kFields},
      MeaningRule{"header", is_table(format), "CSV or TSV"},
  };
  return find_meaningless_option(line, rules);
}

int create(const CommandLine& line) {
  Comparison comparison = line.filter.comparison;
  comparison.method = line.filter.method.value_or(Method::kMinhash);
  const Result<void> created = create_index(line.filter.index, comparison, line.index_text);
  return created ? kDone : report_error(created.error(), line.command);
}

int add(CommandLine line) {
  const Result<IndexInfo> info = read_index_info(line.filter.index);
  if (!info) return report_error(info.error(), line.command);
  FilterOptions& options = line.filter;
  options.comparison = info->comparison;
  options.method = info->comparison.method;
  options.output.clear();

  const bool terminal = isatty(STDERR_FILENO) != 0;
  ProgressLine progress(line.progress == When::kAlways ||
                        (line.progress == When::kAuto && terminal && !line.quiet));
  Warnings warnings(line.quiet);
  FilterEvents events;
  events.settled = [&](const FilterReport& settled) {
    return find_meaningless_in(line, settled.format);
  };
  events.warning = [&](const Warning& warning) {
    progress.clear();
    warnings.add(warning.problem);
  };
  events.progress = [&](const Progress& state) { progress.show(state); };
  const Result<FilterReport> report = run_filter(options, events);
  progress.clear();
  if (!report) return report_error(report.error(), line.command);
  warnings.finish();
  if (!line.quiet && (line.verbose || terminal)) {
    std::fprintf(stderr, "leitong: %s\n", summary(*report, options.comparison).c_str());
  }
  if (!report->input_errors.empty()) return report_input_errors(report->input_errors);
  return report->failed > 0 && options.on_error == OnError::kKeep ? kPassedSomeThrough : kDone;
}

int query(const CommandLine& line) {
  Warnings warnings(line.quiet);
  FilterEvents events;
  events.settled = [&](const FilterReport& settled) {
    return find_meaningless_in(line, settled.format);
  };
  events.warning = [&](const Warning& warning) { warnings.add(warning.problem); };
  const Result<IndexQueryReport> report = query_index({.index = line.filter.index,
                                                       .inputs = line.filter.inputs,
                                                       .format = line.filter.format,
                                                       .field = line.filter.field,
                                                       .id_field = line.filter.id_field,
                                                       .header = line.filter.header,
                                                       .output = line.filter.output,
                                                       .threads = line.filter.threads},
                                                      events);
  if (!report) return report_error(report.error(), line.command);
  warnings.finish();
  if (!report->input_errors.empty()) return report_input_errors(report->input_errors);
  return report->failed > 0 ? kPassedSomeThrough : kDone;
}

std::string info_page(const IndexInfo& info) {
  std::string page = "records   " + readable_count(info.records) + ", of " +
                     counted(info.sources.size(), "input") + "\n";
  page += "text      " + readable_bytes(info.text_bytes) +
          (info.text == IndexText::kReference ? ", referred to in its files\n" : "\n");
  page += "on disk   " + readable_bytes(info.disk_bytes) + "\n";
  page += "compared  " + info.options() + "\n";
  if (info.bands.bands > 0) {
    page += "bands     " + std::to_string(info.bands.bands) + " of " +
            std::to_string(info.bands.rows) + " rows\n";
  }
  const Identity& versions = info.versions;
  page += "versions  sketch " + versions.sketch_format + ", fold table " + versions.fold_table +
          ", ICU " + versions.icu + ", dictionary " + versions.dictionary + "\n";
  if (info.uncommitted > 0) {
    page += "besides   " + counted(info.uncommitted, "record") +
            " of an add that goes on, or did not end, which don't count\n";
  }
  return page;
}

int tell_info(const CommandLine& line) {
  const Result<IndexInfo> info = read_index_info(line.filter.index);
  if (!info) return report_error(info.error(), line.command);
  return print(line.json ? info->json() + "\n" : info_page(*info));
}

int check(const CommandLine& line) {
  const Result<IndexCheck> checked = check_index(line.filter.index);
  if (!checked) return report_error(checked.error(), line.command);
  std::string page;
  for (const std::string& problem : checked->problems) page += problem + "\n";
  if (page.empty() && !line.quiet) {
    page = "sound: " + counted(checked->info.records, "record") + "\n";
    if (checked->info.uncommitted > 0) {
      page += "besides " + counted(checked->info.uncommitted, "record") +
              " of an add that goes on, or did not end; the next add takes them back\n";
    }
  }
  const int printed = print(page);
  return printed == kDone && !checked->problems.empty() ? kAnsweredYes : printed;
}

}  // namespace

int run_index(CommandLine line) {
  if (auto error = find_meaningless(line)) return report_error(*error, line.command);
  switch (line.index_action) {
    case IndexAction::kCreate:
      return create(line);
    case IndexAction::kAdd:
      return add(std::move(line));
    case IndexAction::kQuery:
      return query(line);
    case IndexAction::kInfo:
      return tell_info(line);
    case IndexAction::kCheck:
      break;
  }
  return check(line);
}

}  // namespace leitong::tool
