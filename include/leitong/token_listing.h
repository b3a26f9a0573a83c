// What is compared, to be read: the folded tokens of each line or record. What `leitong tokens`
// does, as one call.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

struct TokenListingOptions {
  std::vector<std::string> inputs = {"-"};
  Format format = Format::kAuto;
  std::string field = "text";  // of JSONL; a column of CSV and TSV
  bool header = true;          // the first record of each input names the columns
  char delimiter = ',';        // kCsv: what stands between columns
  Comparison comparison = {};  // its fold, tokens and segmenter count
  std::string output = "-";
  bool line_buffered = false;
};

struct TokenListingReport {
  Format format = Format::kAuto;
  std::uint64_t lines = 0;
  std::uint64_t failed = 0;              // records that could not be read: an empty line for each
  std::vector<Error> input_errors = {};  // as in FilterReport
};

// Writes for each line of input one line, its tokens in their folded form separated by spaces.
// Calls `events.settled` with the format, and `events.warning`.
[[nodiscard]] Result<TokenListingReport> list_tokens(const TokenListingOptions& options,
                                                     const FilterEvents& events = {});

}  // namespace leitong
