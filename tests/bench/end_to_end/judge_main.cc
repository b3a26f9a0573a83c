// judge CORPUS DEFINITION THRESHOLD KEPT…
//
// CORPUS: JSONL with "id" and "text". Each KEPT: the ids that a program kept of it, one a line.
// Prints for each a line of numbers, separated by tabs: records, kept, true pairs, found, wrong,
// lost.
//
// Exit: 0, or 2 if something could not be read or an id is unknown or there twice.
#include <cstdio>
#include <exception>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/end_to_end/judge.h"
#include "quality/corpus.h"

namespace leitong::bench {
namespace {

std::vector<bool> read_kept(const std::string& path, const quality::Corpus& corpus) {
  std::vector<bool> kept(corpus.texts.size());
  std::istringstream lines(quality::read_file(path));
  for (std::string id; std::getline(lines, id);) {
    const auto found = corpus.number_of.find(id);
    if (found == corpus.number_of.end()) throw std::runtime_error(path + ": no record " + id);
    if (kept[found->second]) throw std::runtime_error(path + ": twice " + id);
    kept[found->second] = true;
  }
  return kept;
}

void run(const std::vector<std::string>& arguments) {
  if (arguments.size() < 4) throw std::runtime_error("judge CORPUS DEFINITION THRESHOLD KEPT…");
  const quality::Corpus corpus = quality::read_corpus(arguments[0]);
  Truth truth = make_truth(corpus.texts, definition_of(arguments[1]), std::stod(arguments[2]));
  for (std::size_t i = 3; i < arguments.size(); ++i) {
    const Verdict verdict = judge(truth, read_kept(arguments[i], corpus));
    std::printf("%zu\t%zu\t%zu\t%zu\t%zu\t%zu\n", corpus.texts.size(), verdict.kept, verdict.pairs,
                verdict.found, verdict.wrong, verdict.lost);
  }
}

}  // namespace
}  // namespace leitong::bench

int main(int argc, char** argv) {
  try {
    leitong::bench::run(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "judge: %s\n", error.what());
    return 2;
  }
  return std::fflush(stdout) == 0 ? 0 : 2;
}
