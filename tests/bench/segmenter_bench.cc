// The fast segmenter against ICU's reused iterator, on the same folded text, in one thread:
//
//   segmenter_bench [--target=NAME] [--unfolded] [--document=UNITS] FILE…
//
// Lines of a file are joined to documents of 1,000 units and more (--document). Time is the
// thread's CPU time, the best of several rounds, and all answers are compared: a difference ends
// in 1. --target leaves only this SIMD target and those below it (AVX2, SSE4, …; see
// `hwy_list_targets`).
#include <hwy/highway.h>

#include <algorithm>
#include <bit>
#include <cstdio>
#include <fstream>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitong/fold.h"
#include "leitong/segment.h"
#include "text/segmenter/fast_segmenter.h"
#include "thread_seconds.h"

namespace leitong {
namespace {

struct Documents {
  std::vector<std::u16string> texts;
  std::size_t units = 0;
  std::size_t bytes = 0;  // of the folded text as UTF-8
};

std::size_t utf8_size(char16_t unit) {
  if (unit < 0x80) return 1;
  const bool half = unit >= 0xD800 && unit < 0xE000;  // of a pair, which has four
  return unit < 0x800 || half ? 2 : 3;
}

Documents read(const char* path, const Folder& folder, std::size_t least) {
  Documents documents;
  std::ifstream in(path, std::ios::binary);
  FoldedText folded;
  std::u16string text;
  const auto close = [&] {
    documents.units += text.size();
    documents.texts.push_back(std::move(text));
    text.clear();
  };
  for (std::string line; std::getline(in, line);) {
    folder.fold(line + "\n", folded);
    for (const char16_t unit : folded.units) documents.bytes += utf8_size(unit);
    text += folded.units;
    if (text.size() >= least) close();
  }
  if (!text.empty()) close();
  return documents;
}

double best_seconds(Segmenter& segmenter, const Documents& documents, int rounds) {
  double best = std::numeric_limits<double>::max();
  Segmentation found;
  for (int round = 0; round < rounds; ++round) {
    const double start = thread_seconds();
    for (const std::u16string& text : documents.texts) segmenter.segment(text, found);
    best = std::min(best, thread_seconds() - start);
  }
  return best;
}

struct Agreement {
  std::size_t boundaries = 0;
  std::size_t differing = 0;  // documents
};

Agreement compare(Segmenter& icu, Segmenter& fast, const Documents& documents) {
  Agreement agreement;
  Segmentation expected;
  Segmentation found;
  for (const std::u16string& text : documents.texts) {
    icu.segment(text, expected);
    fast.segment(text, found);
    for (const std::uint64_t word : found.starts) agreement.boundaries += std::popcount(word);
    agreement.differing += found.starts != expected.starts || found.words != expected.words;
  }
  return agreement;
}

// Leaves the target and those that are slower, whose bits stand higher.
void limit_targets(std::string_view name) {
  hwy::SetSupportedTargetsForTest(0);
  std::int64_t targets = hwy::SupportedTargets();
  while (targets != 0 && hwy::TargetName(targets & -targets) != name) targets &= targets - 1;
  hwy::SetSupportedTargetsForTest(targets);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

int run(int argc, char** argv) {
  auto icu = make_segmenter(SegmenterKind::kIcu);
  auto fast = FastSegmenter::create();
  if (!icu || !fast) {
    std::fprintf(stderr, "segmenter_bench: %s\n", (!icu ? icu.error() : fast.error()).what.c_str());
    return 2;
  }
  FoldOptions options;
  std::size_t least = 1000;
  bool all_equal = true;
  std::printf("%9s %9s %9s %7s %9s %9s  %s\n", "boundary", "ICU MB/s", "fast MB/s", "ratio",
              "ns/unit", "slow %", "file");
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.starts_with("--target=")) {
      limit_targets(argument.substr(9));
      continue;
    }
    if (argument == "--unfolded") {
      options = {.controls = false, .compatibility = false, .simplify = false, .variants = false};
      continue;
    }
    if (argument.starts_with("--document=")) {
      least = std::stoul(std::string(argument.substr(11)));
      continue;
    }
    const Documents documents = read(argv[i], Folder(options), least);
    const double icu_seconds = best_seconds(**icu, documents, 2);
    const SegmenterCounts before = (*fast)->counts();
    const double fast_seconds = best_seconds(**fast, documents, 10);
    const SegmenterCounts after = (*fast)->counts();
    const double slow = static_cast<double>(after.walked_units + after.icu_units) -
                        static_cast<double>(before.walked_units + before.icu_units);
    const Agreement agreement = compare(**icu, **fast, documents);
    const double megabytes = static_cast<double>(documents.bytes) / 1e6;
    std::printf("%9zu %9.1f %9.1f %7.1f %9.2f %9.2f  %s\n", agreement.boundaries,
                megabytes / icu_seconds, megabytes / fast_seconds, icu_seconds / fast_seconds,
                fast_seconds / static_cast<double>(documents.units) * 1e9,
                100 * slow / static_cast<double>(after.units - before.units), argv[i]);
    if (agreement.differing != 0) {
      std::printf("%zu documents differ\n", agreement.differing);
      all_equal = false;
    }
  }
  return all_equal ? 0 : 1;
}

}  // namespace
}  // namespace leitong

int main(int argc, char** argv) { return leitong::run(argc, argv); }
