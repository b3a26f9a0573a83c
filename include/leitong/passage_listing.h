// The most frequent repeated passages and where they stand: boilerplate, before it is removed. What
// `leitong passages` does, as one call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "leitong/error.h"
#include "leitong/filter.h"
#include "leitong/fold.h"
#include "leitong/segment.h"

namespace leitong {

struct PassageListingOptions {
  std::vector<std::string> inputs = {"-"};
  Format format = Format::kAuto;
  std::string field = "text";  // of JSONL; a column of CSV and TSV
  bool header = true;          // the first record of each input names the columns
  char delimiter = ',';        // kCsv: what stands between columns
  // What places of a passage are counted in: the same words in two files, or in two records, are
  // two passages.
  Within within = Within::kAll;
  FoldOptions fold = {};
  SegmenterKind segmenter = SegmenterKind::kAuto;  // for word boundaries
  std::uint64_t min_passage = 50;                  // the least weight of a passage, at least 2
  std::uint64_t count = 2;                         // occurrences, at least 2
  std::size_t top = 20;                            // passages that are listed at most
  unsigned threads = 0;                            // 0: as many as cores
  std::string temp_dir = {};                       // as in FilterOptions
};

// A stretch of exact form (docs/design.md section 2) that goes as far as it is the same in all the
// places where it stands.
struct ListedPassage {
  std::uint64_t occurrences = 0;  // that don't overlap
  std::uint64_t records = 0;      // in how many records; of text: inputs
  std::uint64_t weight = 0;
  // Where it stands first: bytes of the decompressed input, half-open, cut at word boundaries.
  std::string input;
  std::uint64_t record = 0;  // line number of the record, of text of its first line, from 1
  std::uint64_t start = 0;
  std::uint64_t end = 0;
  std::string text;  // as it stands there, without JSON's escapes

  // `--json`: one JSON object in one line.
  [[nodiscard]] std::string json() const;
};

struct PassageListing {
  // By occurrences, then weight. Each says at least the minimum that those above it don't.
  std::vector<ListedPassage> passages = {};
  Format format = Format::kAuto;
  std::uint64_t records = 0;             // that were read; of text: paragraphs
  std::uint64_t failed = 0;              // records that could not be read
  std::vector<Error> input_errors = {};  // as in FilterReport
};

// Reads the inputs twice. Calls `events.settled` with the format, `events.warning` and
// `events.progress`.
[[nodiscard]] Result<PassageListing> list_passages(const PassageListingOptions& options,
                                                   const FilterEvents& events = {});

}  // namespace leitong
