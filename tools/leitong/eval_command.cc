#include <array>
#include <string>
#include <vector>

#include "commands.h"
#include "comparison_page.h"
#include "evaluation_page.h"
#include "leitong/evaluation.h"
#include "leitong/text_comparison.h"
#include "meaning.h"
#include "messages.h"
#include "terminal.h"

namespace leitong::tool {
namespace {

std::optional<Error> find_meaningless(const CommandLine& line, const FilterReport& settled) {
  const std::array rules = {
      MeaningRule{"field", has_text_field(settled.format), "JSONL, CSV or TSV"},
      MeaningRule{"delimiter", settled.format == Format::kCsv, "CSV"},
      MeaningRule{"header", is_table(settled.format), "CSV or TSV"},
      MeaningRule{"recall", settled.method == Method::kMinhash, "--method minhash"},
      MeaningRule{"distance", settled.method == Method::kSimhash, "--method simhash"},
      MeaningRule{"segmenter", line.filter.comparison.tokens == TokenKind::kWord, "--tokens word"},
      MeaningRule{"color", !line.json && line.trial.pairs > 0, "--pairs, and no --json"},
  };
  return find_meaningless_option(line, rules);
}

// The pairs, each as `leitong compare` shows it.
Result<std::string> pairs_page(const std::string& title, const std::vector<Evaluation::Pair>& pairs,
                               const Comparison& comparison, const Terminal& terminal) {
  std::string page = "\n" + title + (pairs.empty() ? ": none\n" : "\n");
  for (const Evaluation::Pair& pair : pairs) {
    Result<TextComparison> both = compare_texts(pair.a, pair.b, {.comparison = comparison});
    if (!both) return std::unexpected(std::move(both.error()));
    both->a.input = pair.a_name;
    both->b.input = pair.b_name;
    page += "\n" + comparison_page(*both, terminal);
  }
  return page;
}

Result<std::string> page_of(const Evaluation& evaluation, const CommandLine& line) {
  std::string page = evaluation_page(evaluation);
  if (line.trial.pairs == 0) return page;
  const Terminal terminal = look_at_stdout(line.color);
  for (const auto& [title, pairs] :
       {std::pair("Pairs just above the threshold, which are repeats", &evaluation.above),
        std::pair("Pairs just below it, which are not", &evaluation.below)}) {
    const Result<std::string> shown = pairs_page(title, *pairs, evaluation.comparison, terminal);
    if (!shown) return shown;
    page += *shown;
  }
  return page;
}

}  // namespace

int run_eval(const CommandLine& line) {
  EvaluationOptions options = line.trial;
  options.inputs = line.filter.inputs;
  options.format = line.filter.format;
  options.field = line.filter.field;
  options.delimiter = line.filter.delimiter;
  options.header = line.filter.header;
  options.comparison = line.filter.comparison;
  options.comparison.method = line.filter.method.value_or(Method::kMinhash);
  Warnings warnings(line.quiet);
  FilterEvents events;
  events.settled = [&](const FilterReport& settled) { return find_meaningless(line, settled); };
  events.warning = [&](const Warning& warning) { warnings.add(warning.problem); };
  const Result<Evaluation> evaluation = evaluate(options, events);
  if (!evaluation) return report_error(evaluation.error(), line.command);
  const Result<std::string> page = line.json ? evaluation->json() : page_of(*evaluation, line);
  if (!page) return report_error(page.error(), line.command);
  const int printed = print(*page);
  warnings.finish();
  if (!evaluation->input_errors.empty()) return report_input_errors(evaluation->input_errors);
  if (evaluation->wrong_removals > 0 || evaluation->wrong_similarities > 0) {
    return report_error({.what = "something was removed wrongly: please report it"}, line.command);
  }
  return printed == kDone && evaluation->failed > 0 ? kPassedSomeThrough : printed;
}

}  // namespace leitong::tool
