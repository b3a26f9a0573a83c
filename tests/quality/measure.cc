#include "quality/measure.h"

#include <cmath>
#include <cstdio>

#include "reference/exact_join.h"

namespace leitong::quality {
namespace {

std::string number(double value) {
  char text[16];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}

std::vector<std::string> flags_of(const reference::Rule& rule, double threshold) {
  std::vector<std::string> flags = {"--format", "jsonl", "--tokens",
                                    rule.unit == reference::Unit::kWord ? "word" : "char"};
  flags.insert(flags.end(), {"-n", std::to_string(rule.n), "-t", number(threshold)});
  if (!rule.steps.variants) flags.emplace_back("--no-fold=variants");
  return flags;
}

}  // namespace

std::string Share::text() const {
  if (whole == 0) return "–";
  // Rounded down, so that a 1 means all.
  const double share =
      std::floor(static_cast<double>(part) / static_cast<double>(whole) * 1e4 + 1e-9) / 1e4;
  char text[16];
  std::snprintf(text, sizeof text, "%.4f", share);
  return text;
}

Truth make_truth(const Corpus& corpus, const reference::Rule& rule, double floor) {
  Truth truth{.corpus = &corpus, .rule = rule, .sets = {}, .pairs = {}};
  reference::Interner interner;
  for (const std::string& text : corpus.texts) {
    truth.sets.push_back(interner.ids(reference::reference_record(text, rule)));
  }
  truth.pairs = reference::exact_join(truth.sets, floor);
  return truth;
}

Outcome measure(const std::filesystem::path& program, const Truth& truth, double threshold,
                const std::filesystem::path& folder) {
  std::vector<reference::Pair> pairs;
  for (const reference::Pair& pair : truth.pairs) {
    if (pair.similarity >= threshold) pairs.push_back(pair);
  }
  Outcome outcome;
  outcome.run = run_product(program, flags_of(truth.rule, threshold), *truth.corpus, folder);
  outcome.records = truth.sets.size();
  outcome.kept = outcome.records - outcome.run.removed.size();
  const auto leaders = reference::reference_leaders(outcome.records, pairs);
  for (const auto& leader : leaders) outcome.kept_ideal += !leader.has_value();
  outcome.pairs = pairs.size();
  outcome.found.whole = pairs.size();
  for (const reference::Pair& pair : pairs) {
    outcome.found.part += outcome.run.one_side_gone(pair.first, pair.second);
  }
  outcome.wrong = wrong_removals(outcome.run, truth.sets, threshold);
  return outcome;
}

Share gone(const ProductRun& run, std::span<const LabelledPair> pairs, double least_similarity) {
  Share share;
  for (const LabelledPair& pair : pairs) {
    if (pair.similarity < least_similarity) continue;
    ++share.whole;
    share.part += run.one_side_gone(pair.first, pair.second);
  }
  return share;
}

}  // namespace leitong::quality
