// Why one record stays or goes: what it repeats, or what it resembles most, and what was compared.
// What `leitong --explain` does, as one call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "leitong/bands.h"
#include "leitong/deduplicator.h"
#include "leitong/detection.h"
#include "leitong/error.h"
#include "leitong/filter.h"
#include "leitong/similarity.h"

namespace leitong {

struct RecordName {
  std::string input = {};    // one of the inputs, as it was named; empty: there is only one
  std::uint64_t number = 0;  // of its first line, from 1: as audits and messages count

  bool operator==(const RecordName&) const = default;
};

struct ExplainedRecord {
  RecordName name;
  std::string id = {};    // with FilterOptions::id_field
  std::string text = {};  // that is compared
};

// Two records, as they are compared.
struct ExplainedPair {
  ExplainedRecord other;
  bool is_reference = false;    // of FilterOptions::against
  Overlap overlap;              // of the sets of shingles; the record in question is first
  double similarity = 0;        // what is held against the threshold: Jaccard, or the share of the
                                // record's shingles that the other has (kContained)
  std::size_t equal_bands = 0;  // kMinhash: keys that the two share
  int distance = 0;             // kSimhash: bits in which the fingerprints differ
  std::optional<DetectionOdds> odds = {};  // kMinhash, kSimhash: of any pair so similar
  // Some shingles, in reading order, as their folded tokens with spaces between them.
  std::vector<std::string> shared = {};
  std::vector<std::string> only_record = {};
  std::vector<std::string> only_other = {};
};

struct Explanation {
  enum class Verdict { kKept, kDropped, kUnreadable };

  Verdict verdict = Verdict::kKept;
  Comparison comparison = {};  // with the method that was settled on
  BandPlan bands = {};         // kMinhash
  ExplainedRecord record;      // where it can't be read: without text
  std::string problem = {};    // why it can't be read
  // kDropped: its leader. kKept: the kept record that is most similar, the first of several; none
  // if none shares a shingle with it. kExact and kBytes: by the shingles that kMinhash would
  // compare.
  std::optional<ExplainedPair> pair = {};
  std::uint64_t compared = 0;  // kKept: other kept records that were looked at
  std::uint64_t led = 0;       // dropped records whose leader it is
};

// Runs the filter over the inputs, writing nothing, and says what became of one record, whatever
// the rule by which copies are kept. Reads the inputs up to three times; what can't be read again
// is kept in options.temp_dir. Of records only (Unit::kRecord, one step): other units, a name that
// fits no input, and outputs fail (kUsage), and so does (kInput) a number that no record has.
// Holds 16 bytes for each dropped record besides what the filter needs.
[[nodiscard]] Result<Explanation> explain_record(const FilterOptions& options,
                                                 const RecordName& record,
                                                 const FilterEvents& events = {});

}  // namespace leitong
