// Measures the program against the truth sets by code that shares nothing with it, prints the table
// as Markdown, and fails where too little was found or anything was removed wrongly.
//
//   quality_table PROGRAM TRUTH_FOLDER SCRATCH_FOLDER [--quick]
//
// Exit: 0 all as it should be, 1 a row is not, 2 something could not be run.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "quality/corpus.h"
#include "quality/measure.h"
#include "quality/product_run.h"

namespace leitong::quality {
namespace {

using reference::Rule;
using reference::Unit;

constexpr double kLeastFound = 0.99;
constexpr double kFloor = 0.7;

struct Folders {
  std::filesystem::path program, truth, scratch;
};

// Another program's list of all similar pairs of a set, by characters.
struct PairList {
  const char* set;
  const char* file;
  unsigned n;
  bool required;  // the share found must reach kLeastFound
};

// Lists made after folding Traditional to Simplified, where there is one. Those that are not
// required were made from another fold than ours, or are sentences of a few characters, so that
// many of their pairs are below the threshold by our own similarity.
constexpr std::array kPairLists = {
    PairList{"install-guide", "install-guide.allpairs-n5.tsv", 5, true},
    PairList{"kernel-zh", "kernel-zh.t2s.allpairs-n5.tsv", 5, true},
    PairList{"csc-sighan15", "csc-sighan15.allpairs-n2.tsv", 2, false},
    PairList{"lo-en", "lo-en.allpairs-n5.tsv", 5, false},
    PairList{"lo-zh", "lo-zh.tw2sp.allpairs-n5.tsv", 5, false},
    PairList{"tang-poems", "tang-poems.t2s.allpairs-n3.tsv", 3, false},
};

class Table {
 public:
  explicit Table(Folders folders) : folders_(std::move(folders)) {}

  void add_set(const std::string& name, bool quick);
  [[nodiscard]] std::string markdown(bool quick) const;
  [[nodiscard]] const std::vector<std::string>& failures() const { return failures_; }

 private:
  void add_threshold_rows(const std::string& name, const Corpus& corpus, bool quick);
  void add_pair_list_row(const PairList& list, const Corpus& corpus);
  void add_variant_rows(const Corpus& corpus);
  void check(const std::string& row, const Outcome& outcome);

  Folders folders_;
  std::ostringstream thresholds_, pair_lists_, variants_;
  std::vector<std::string> failures_;
};

std::string tokens_name(const Rule& rule) { return rule.unit == Unit::kWord ? "word" : "char"; }

void Table::check(const std::string& row, const Outcome& outcome) {
  if (!outcome.found.at_least(kLeastFound)) {
    failures_.push_back(row + ": found " + outcome.found.text());
  }
  if (outcome.wrong > 0) {
    failures_.push_back(row + ": " + std::to_string(outcome.wrong) + " wrong removals");
  }
}

void Table::add_threshold_rows(const std::string& name, const Corpus& corpus, bool quick) {
  const std::vector<LabelledPair> labels =
      read_pairs(folders_.truth / (name + ".pairs.tsv"), corpus);
  for (const Unit unit : {Unit::kWord, Unit::kChar}) {
    const Truth truth = make_truth(corpus, {.unit = unit}, kFloor);
    for (const double threshold : {0.7, 0.8, 0.9}) {
      if (quick && threshold != 0.8) continue;
      const Outcome outcome = measure(folders_.program, truth, threshold, folders_.scratch);
      std::ostringstream row;
      row << name << " | " << tokens_name(truth.rule) << " | " << threshold;
      check(row.str(), outcome);
      thresholds_ << "| " << row.str() << " | " << outcome.records << " | " << outcome.kept << " | "
                  << outcome.kept_ideal << " | " << outcome.pairs << " | " << outcome.found.text()
                  << " | " << outcome.wrong << " | " << gone(outcome.run, labels, 0).text()
                  << " |\n";
    }
  }
}

void Table::add_pair_list_row(const PairList& list, const Corpus& corpus) {
  const double threshold = 0.8;
  const Truth truth = make_truth(corpus, {.unit = Unit::kChar, .n = list.n}, threshold);
  const Outcome outcome = measure(folders_.program, truth, threshold, folders_.scratch);
  const std::vector<LabelledPair> pairs = read_pairs(folders_.truth / list.file, corpus);
  const Share listed = gone(outcome.run, pairs, threshold);
  check(list.file, outcome);
  if (list.required && !listed.at_least(kLeastFound)) {
    failures_.push_back(std::string(list.file) + ": of the listed pairs found " + listed.text());
  }
  pair_lists_ << "| " << list.file << " | " << list.n << " | " << listed.whole << " | "
              << listed.text() << " | " << outcome.pairs << " | " << outcome.found.text() << " | "
              << outcome.kept << " | " << outcome.wrong << " |\n";

  const auto own = static_cast<double>(outcome.pairs), theirs = static_cast<double>(listed.whole);
  if (std::string(list.set) == "kernel-zh" && std::abs(own - theirs) > 0.05 * theirs) {
    failures_.push_back(std::string(list.file) + ": Traditional and Simplified do not meet");
  }
}

void Table::add_variant_rows(const Corpus& corpus) {
  const std::vector<LabelledPair> labels =
      read_pairs(folders_.truth / "tang-poems.pairs.tsv", corpus);
  for (const bool variants : {false, true}) {
    Rule rule = {.unit = Unit::kChar, .n = 3};
    rule.steps.variants = variants;
    const Truth truth = make_truth(corpus, rule, 0.8);
    const auto at_least_09 = std::ranges::count_if(
        truth.pairs, [](const reference::Pair& pair) { return pair.similarity >= 0.9; });
    double sum = 0;
    for (const LabelledPair& label : labels) {
      sum += reference::reference_jaccard(truth.sets[label.first], truth.sets[label.second]);
    }
    const Outcome outcome = measure(folders_.program, truth, 0.8, folders_.scratch);
    const std::string row = variants ? "default" : "`--no-fold=variants`";
    check("tang-poems, " + row, outcome);
    char mean[16];
    std::snprintf(mean, sizeof mean, "%.4f", sum / static_cast<double>(labels.size()));
    variants_ << "| " << row << " | " << outcome.pairs << " | " << at_least_09 << " | " << mean
              << " | " << outcome.kept << " | " << gone(outcome.run, labels, 0).text() << " | "
              << outcome.wrong << " |\n";
  }
}

void Table::add_set(const std::string& name, bool quick) {
  const auto start = std::chrono::steady_clock::now();
  const Corpus corpus = read_corpus(folders_.truth / (name + ".docs.jsonl"));
  add_threshold_rows(name, corpus, quick);
  for (const PairList& list : kPairLists) {
    if (name == list.set) add_pair_list_row(list, corpus);
  }
  if (name == "tang-poems") add_variant_rows(corpus);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::fprintf(stderr, "%s: %.0f s\n", name.c_str(), seconds.count());
}

std::string cpu_name() {
  std::ifstream stream("/proc/cpuinfo");
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(": ") + 2);
  }
  return "unknown processor";
}

std::string system_name() {
  std::ifstream stream("/etc/os-release");
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("PRETTY_NAME=")) return line.substr(13, line.size() - 14);
  }
  return "unknown system";
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&now));
  return text;
}

std::string Table::markdown(bool quick) const {
  std::ostringstream page;
  page << R"(# Quality

Written by `tools/quality)"
       << (quick ? " --quick" : "")
       << R"(`; not by hand. What the program wrote, output and audit, is judged by
tests/reference and tests/quality, which share no code with it: slow references of fold, words and
shingles, every pair of records at or above the threshold by exact similarity without LSH, and the
similarity of each removed record to its leader computed again. The command fails where "found" is
below 0.99 or anything was removed wrongly.

)";
  page << today() << ", " << cpu_name() << ", " << system_name() << "\n\n```\n"
       << output_of(quoted(folders_.program.string()) + " --version") << "```\n";
  page << R"(
## By threshold

Shingles of weight 5 (`-n 5`). *Kept, ideal*: what the leader rule keeps if every true pair is a
candidate. *Pairs*: true pairs, at or above the threshold by the exact similarity of this row's own
tokens. *Found*: the share of these with at least one side gone. *Wrong*: removed records whose
leader was not kept, stands later, is less similar than the threshold, or not as similar as the
audit says. *Labels*: the share of pairs that the set's makers call copies, however similar, with at
least one side gone.

| set | tokens | threshold | records | kept | kept, ideal | pairs | found | wrong | labels |
|---|---|--:|--:|--:|--:|--:|--:|--:|--:|
)" << thresholds_.str();
  page << R"(
## Against lists of pairs made by other means

Characters, threshold 0.8. *Listed*: pairs of the list at 0.8 or more by its own similarity, and the
share of them with one side gone. *Own*: true pairs by the similarity used here. `t2s`, `tw2sp`: the
list was made after conversion to Simplified. That the pairs of kernel-zh agree within 5 % shows that
Traditional and Simplified meet in the fold.

| list | n | listed | listed found | own | own found | kept | wrong |
|---|--:|--:|--:|--:|--:|--:|--:|
)" << pair_lists_.str();
  if (!quick) {
    page << R"(
## What the variant rule gains

tang-poems, characters, `-n 3`, threshold 0.8: the same poems from editions that write 劒 or 剑, 敎 or
教. *Mean*: similarity of the labelled pairs.

| fold | pairs ≥ 0.8 | pairs ≥ 0.9 | mean | kept | labels | wrong |
|---|--:|--:|--:|--:|--:|--:|
)" << variants_.str();
  }
  return page.str();
}

int run(int argc, char** argv) {
  const bool quick = argc == 5 && std::string(argv[4]) == "--quick";
  if (argc != 4 && !quick) {
    std::fprintf(stderr, "usage: quality_table PROGRAM TRUTH_FOLDER SCRATCH_FOLDER [--quick]\n");
    return 2;
  }
  Table table({.program = argv[1], .truth = argv[2], .scratch = argv[3]});
  const std::vector<std::string> sets =
      quick ? std::vector<std::string>{"csc-sighan15", "kernel-zh"}
            : std::vector<std::string>{"csc-sighan15", "install-guide", "kernel-zh",
                                       "lo-en",        "lo-zh",         "tang-poems"};
  for (const std::string& set : sets) table.add_set(set, quick);
  std::cout << table.markdown(quick);
  for (const std::string& failure : table.failures()) {
    std::fprintf(stderr, "quality_table: %s\n", failure.c_str());
  }
  return table.failures().empty() ? 0 : 1;
}

}  // namespace
}  // namespace leitong::quality

int main(int argc, char** argv) {
  try {
    return leitong::quality::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "quality_table: %s\n", error.what());
    return 2;
  }
}
