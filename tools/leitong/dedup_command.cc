#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands.h"
#include "explanation_page.h"
#include "leitong/explanation.h"
#include "leitong/filter.h"
#include "leitong/index.h"
#include "leitong/segment.h"
#include "meaning.h"
#include "messages.h"
#include "progress_line.h"
#include "summary.h"
#include "terminal.h"

namespace leitong::tool {
namespace {

bool is_near(Method method) { return method == Method::kMinhash || method == Method::kSimhash; }
bool compares_shingles(Method method) { return is_near(method) || method == Method::kContained; }

// What was settled on for each step.
std::vector<FilterReport> steps_of(const FilterReport& settled) {
  return settled.steps.empty() ? std::vector{settled} : settled.steps;
}

std::optional<Error> find_meaningless(const CommandLine& line, const FilterReport& settled) {
  using Rule = MeaningRule;
  const bool table = is_table(settled.format);
  const bool text_field = has_text_field(settled.format);
  const bool fields = has_fields(settled.format);
  const std::vector<FilterReport> steps = steps_of(settled);
  const auto in_a_step = [&](const auto& is_so) { return std::ranges::any_of(steps, is_so); };
  const auto by = [&](Unit unit) {
    return in_a_step([&](const FilterReport& step) { return step.unit == unit; });
  };
  const auto method = [&](Method wanted) {
    return in_a_step([&](const FilterReport& step) { return step.method == wanted; });
  };
  const bool near = method(Method::kMinhash) || method(Method::kSimhash);
  const bool shingles = near || method(Method::kContained);
  const bool paragraphs = by(Unit::kParagraph);
  const bool passages = by(Unit::kPassage);
  const bool records = by(Unit::kRecord) || by(Unit::kFile);
  const bool only_bytes =
      !in_a_step([](const FilterReport& step) { return step.method != Method::kBytes; });
  const bool text = settled.format == Format::kText;
  const std::array rules = {
      Rule{"field", text_field, "JSONL, CSV or TSV"},
      Rule{"id-field", fields, "JSONL, CSV, TSV or WARC"},
      Rule{"on-error", fields, "JSONL, CSV, TSV or WARC"},
      Rule{"header", table, "CSV or TSV"},
      Rule{"delimiter", settled.format == Format::kCsv, "CSV"},
      Rule{"threshold", near, "--method minhash or simhash"},
      Rule{"shingle", shingles, "--method minhash or simhash, or --contained"},
      Rule{"recall", method(Method::kMinhash), "--method minhash"},
      Rule{"distance", method(Method::kSimhash), "--method simhash"},
      Rule{"tokens", shingles || paragraphs, "--method minhash or simhash, or --by paragraph"},
      Rule{"segmenter", shingles || paragraphs || passages,
           "--method minhash or simhash, or --by paragraph or passage"},
      Rule{"segmenter", line.filter.comparison.tokens == TokenKind::kWord, "--tokens word"},
      Rule{"no-fold", !only_bytes || paragraphs, "another method than bytes"},
      Rule{"memory", shingles || records, "--by record, or --method minhash or simhash"},
      Rule{"method", !method(Method::kContained), "to stand without --contained"},
      Rule{"min-passage", paragraphs || passages, "--by paragraph or passage"},
      Rule{"gap", passages, "--by passage"},
      Rule{"count", passages, "--by passage"},
      Rule{"max-cut", passages, "--by passage"},
      Rule{"max-cut", !text, "records (another format than text)"},
      Rule{"color", line.explain.has_value(), "--explain"},
  };
  return find_meaningless_option(line, rules);
}

// What was not said about the comparison, the index says, if there is one.
std::optional<Error> take_comparison_of_index(CommandLine& line) {
  std::string index = line.filter.index;
  const std::vector<std::string>& against = line.filter.against;
  const auto reference = std::ranges::find_if(against, is_index);
  if (index.empty() && reference != against.end()) index = *reference;
  if (index.empty()) return std::nullopt;
  const Result<IndexInfo> info = read_index_info(index);
  if (!info) return info.error();
  const auto said = [&](const char* option) {
    return line.given.contains(option) || line.configured.contains(option);
  };
  Comparison& asked = line.filter.comparison;
  const Comparison& stored = info->comparison;
  if (!line.filter.method) line.filter.method = stored.method;
  if (!said("no-fold")) asked.fold = stored.fold;
  if (!said("tokens")) asked.tokens = stored.tokens;
  if (!said("shingle")) asked.shingle = stored.shingle;
  if (!said("threshold")) asked.threshold = stored.threshold;
  if (!said("recall")) asked.recall = stored.recall;
  if (!said("distance")) asked.distance = stored.distance;
  asked.sketch = stored.sketch;
  return std::nullopt;
}

// Whether anything that is written on the way is seen at once.
bool writes_to_terminal(const FilterOptions& options) {
  const bool result = options.output_dir.empty() && options.output == "-";
  return (result || options.removed == "-" || options.dropped == "-") && isatty(STDOUT_FILENO) != 0;
}

// What came from a file is seen nowhere else.
void say_configuration(const CommandLine& line) {
  if (line.configuration.empty()) return;
  std::string names;
  for (const std::string& name : line.configured) names += (names.empty() ? "" : ", ") + name;
  std::fprintf(stderr, "leitong: configuration %s: %s\n", line.configuration.c_str(),
               names.empty() ? "nothing for this command" : names.c_str());
}

void say_step(const FilterReport& settled) {
  std::string step =
      settled.unit == Unit::kFile ? "" : "format " + std::string(name_of(settled.format)) + ", ";
  step.append("by ").append(name_of(settled.unit));
  step.append(", method ").append(name_of(settled.method));
  std::fprintf(stderr, "leitong: %s\n", step.c_str());
  if (settled.executor_reason.empty()) return;
  std::fprintf(stderr, "leitong: executor %s: %s\n", std::string(name_of(settled.executor)).c_str(),
               settled.executor_reason.c_str());
}

void say_settled(const FilterReport& settled) {
  const std::vector<FilterReport> steps = steps_of(settled);
  std::ranges::for_each(steps, say_step);
  const bool shingles = std::ranges::any_of(steps, compares_shingles, &FilterReport::method);
  if (shingles && !why_plain_icu().empty()) {
    std::fprintf(stderr,
                 "leitong: words are cut by ICU itself, since the tables are of no use: %s\n",
                 std::string(why_plain_icu()).c_str());
  }
}

std::optional<Error> find_output(const CommandLine& line, const std::string& instead,
                                 std::initializer_list<const char*> options) {
  for (const char* option : options) {
    if (!line.given.contains(option)) continue;
    return Error{
        .kind = Error::Kind::kUsage,
        .what = "--" + instead + " writes no result: --" + option + " means nothing with it"};
  }
  return std::nullopt;
}

// What is explained instead is all that is written, whatever a configuration says.
std::optional<Error> leave_out_outputs(CommandLine& line) {
  if (auto error = find_output(line, "explain",
                               {"output", "output-dir", "removed", "clusters", "dropped", "mark",
                                "check", "stats", "report", "line-buffered", "index"})) {
    return error;
  }
  FilterOptions& options = line.filter;
  options.mark = options.line_buffered = line.check = false;
  for (std::string* output :
       {&options.output, &options.output_dir, &options.removed, &options.clusters, &options.dropped,
        &options.stats, &options.report}) {
    output->clear();
  }
  return std::nullopt;
}

}  // namespace

int run_dedup(CommandLine line) {
  if (line.verify_segmenter) return run_verify(line);
  if (line.explain) {
    if (auto error = leave_out_outputs(line)) return report_error(*error);
  }
  FilterOptions& options = line.filter;
  if (auto error = take_comparison_of_index(line)) return report_error(*error);
  const bool terminal = isatty(STDERR_FILENO) != 0;
  if (line.check) {
    if (auto error = find_output(line, "check",
                                 {"output", "output-dir", "line-buffered", "mark", "index"})) {
      return report_error(*error);
    }
    options.output.clear();
    options.output_dir.clear();
    options.mark = false;
    options.stop_at_first = line.quiet && options.removed.empty() && options.clusters.empty() &&
                            options.dropped.empty() && options.stats.empty() &&
                            options.report.empty();
  }
  if (terminal && !line.quiet && options.inputs == std::vector<std::string>{"-"} &&
      isatty(STDIN_FILENO) != 0) {
    std::fputs("leitong: reading from the terminal; end with Ctrl-D\n", stderr);
  }

  ProgressLine progress(shows_progress(line, terminal, writes_to_terminal(options)));
  Warnings warnings(line.quiet);
  FilterEvents events;
  events.settled = [&](const FilterReport& settled) {
    if (line.verbose && !line.quiet) {
      say_configuration(line);
      say_settled(settled);
    }
    return find_meaningless(line, settled);
  };
  events.warning = [&](const Warning& warning) {
    progress.clear();
    warnings.add(warning.problem);
  };
  events.progress = [&](const Progress& state) { progress.show(state); };

  if (line.explain) {
    const Result<Explanation> explanation = explain_record(options, *line.explain, events);
    progress.clear();
    if (!explanation) return report_error(explanation.error());
    warnings.finish();
    const Result<std::string> page =
        explanation_page(*explanation, options.on_error, look_at_stdout(line.color));
    return page ? print(*page) : report_error(page.error());
  }
  const Result<FilterReport> report = run_filter(options, events);
  progress.clear();
  if (!report) return report_error(report.error());
  warnings.finish();
  if (!line.quiet && (line.verbose || terminal)) {
    std::fprintf(stderr, "leitong: %s\n", summary(*report, options.comparison).c_str());
  }
  if (!report->input_errors.empty()) return report_input_errors(report->input_errors);
  if (line.check && (report->removed > 0 || report->cut > 0)) return kAnsweredYes;
  return report->failed > 0 && options.on_error == OnError::kKeep ? kPassedSomeThrough : kDone;
}

}  // namespace leitong::tool
