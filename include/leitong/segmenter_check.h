// Compares the segmenter that is used with ICU itself, on a user's own text. What
// `leitong --verify-segmenter` does, as one call.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "leitong/error.h"
#include "leitong/filter.h"
#include "leitong/fold.h"

namespace leitong {

struct SegmenterCheckOptions {
  std::vector<std::string> inputs = {"-"};
  Format format = Format::kAuto;
  std::string field = "text";  // of JSONL; a column of CSV and TSV
  bool header = true;          // the first record of each input names the columns
  char delimiter = ',';        // kCsv: what stands between columns
  FoldOptions fold = {};
};

struct SegmenterDifference {
  std::string input;
  std::uint64_t line = 0;  // of the record, or of the first line of the stretch that was compared
  std::string fast;        // the surroundings, UTF-8, with a bar at each boundary
  std::string icu;
};

struct SegmenterCheckReport {
  std::uint64_t texts = 0;        // records; of text and lines stretches of up to 256 KiB
  std::uint64_t bytes = 0;        // of them, UTF-8
  std::uint64_t boundaries = 0;   // ICU's
  std::uint64_t words = 0;        // … that start a word
  std::uint64_t differences = 0;  // texts that are cut or flagged otherwise
  std::optional<SegmenterDifference> first = {};
  double fast_seconds = 0;  // CPU time of this thread in segment(), without fold and reading
  double icu_seconds = 0;
  std::vector<Error> input_errors = {};  // as in FilterReport
};

// Fails (kInternal) where there is nothing to compare: why_plain_icu() says why.
[[nodiscard]] Result<SegmenterCheckReport> check_segmenter(const SegmenterCheckOptions& options,
                                                           const FilterEvents& events = {});

}  // namespace leitong
