// A self-test on the user's own text: copies of known similarity are planted among a sample of its
// records, and it is counted which of them are found. What `leitong eval` does, as one call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "leitong/bands.h"
#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

struct EvaluationOptions {
  std::vector<std::string> inputs = {"-"};
  Format format = Format::kAuto;
  std::string field = "text";  // the JSON field or the column that is compared
  char delimiter = ',';        // kCsv: what stands between columns
  bool header = true;          // tables: the first record names the columns
  Comparison comparison = {};  // kMinhash or kSimhash
  std::size_t sample = 2000;   // records, as far as they make no more than 16 MB
  std::uint64_t seed = 1;      // same seed, same input: same answer, but for times
  std::size_t pairs = 0;       // to read, on each side of the threshold
  double seconds = 0.5;        // about so long the speed is measured
};

// Exact similarities here are those of shingles as they read, cut by ICU itself: no hash, no sketch
// and none of the tables that make the filter fast takes part.
struct Evaluation {
  Format format = Format::kAuto;
  Comparison comparison;
  BandPlan bands;  // kMinhash
  std::uint64_t seed = 0;
  std::uint64_t records_read = 0;
  std::uint64_t failed = 0;  // that could not be read
  std::uint64_t sampled = 0;
  std::uint64_t planted = 0;  // copies, each of another record of the sample that has no like there
  std::uint64_t bytes = 0;    // of the sample and the copies

  // Copies whose exact similarity to the record they were made of is in [from, to), or is 1.
  struct Bin {
    double from = 0;
    double to = 0;
    std::uint64_t copies = 0;
    std::uint64_t removed = 0;
    double expected = 0;  // how many the odds would have removed (leitong/detection.h)
  };
  std::vector<Bin> bins = {};

  // By what was done to them; `at_threshold` reach it.
  struct Kind {
    std::string name;
    std::uint64_t copies = 0;
    std::uint64_t at_threshold = 0;
    std::uint64_t removed = 0;
  };
  std::vector<Kind> kinds = {};

  // Of the copies that reach the threshold.
  std::uint64_t true_copies = 0;
  std::uint64_t found = 0;
  double expected = 0;

  std::uint64_t removed = 0;  // of the sample and of the copies
  // Of these: their exact similarity to the leader is below the threshold.
  std::uint64_t wrong_removals = 0;
  // … or it is another than was said.
  std::uint64_t wrong_similarities = 0;

  // What the sample had of itself. A pair is found if one of the two is gone.
  struct Repeat {
    std::string record;  // "news.jsonl:12"
    std::string leader;
    double similarity = 0;
  };
  std::uint64_t repeats = 0;
  std::vector<Repeat> some_repeats = {};
  std::uint64_t true_pairs = 0;
  std::uint64_t true_pairs_found = 0;

  double bytes_a_second = 0;  // one thread: from text to answer

  // Nearest to the threshold first, of the sample itself before copies.
  struct Pair {
    std::string a_name, b_name;  // a record, or "copy of news.jsonl:12, cut"
    std::string a, b;            // the texts
    double similarity = 0;
    bool removed = false;  // one of the two
  };
  std::vector<Pair> above = {};  // or at it
  std::vector<Pair> below = {};

  std::vector<Error> input_errors = {};  // as in FilterReport

  // `--json`: one JSON object in one line.
  [[nodiscard]] std::string json() const;
};

// Fails (kUsage) on options without meaning and on text, which has no records; (kInput) where there
// are no records. Calls `events.settled` with format and method, `events.warning` and
// `events.progress`.
[[nodiscard]] Result<Evaluation> evaluate(const EvaluationOptions& options,
                                          const FilterEvents& events = {});

}  // namespace leitong
