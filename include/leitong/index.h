// An index that stays: records that were kept, in a folder, with all that finds what repeats them.
// Records are added by run_filter() (FilterOptions::index); here it is made, asked and checked.
//
// What an index finds is a function of its comparison and of the four versions of version.h; it
// stores both, and is never used with others. One process adds at a time, any number may ask beside
// it. An add counts as a whole or not at all, whatever ends it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/filter.h"
#include "leitong/version.h"

namespace leitong {

// What an index holds of each text: all of it, compressed; or where it stands in its file, and a
// hash by which it is known again. Then it is read there whenever a candidate is compared: the
// files, which must be plain ones, stay as they are where they are, or that fails.
enum class IndexText { kCopy, kReference };

// Makes an empty index in a folder that is not there yet, or is empty. Fails (kUsage) on a
// comparison without meaning, and on kContained, which has no index; (kOutput) where the folder
// can't be made.
[[nodiscard]] Result<void> create_index(const std::string& folder, const Comparison& comparison,
                                        IndexText text = IndexText::kCopy);

// Whether an index may be there: the folder holds a database.
[[nodiscard]] bool is_index(const std::string& folder);

struct IndexInfo {
  Comparison comparison;
  Identity versions;  // that it was made with
  BandPlan bands;     // empty but for kMinhash
  std::uint64_t records = 0;
  std::uint64_t text_bytes = 0;  // UTF-8, as it was compared
  IndexText text = IndexText::kCopy;
  std::uint64_t disk_bytes = 0;
  std::vector<std::string> sources;  // inputs that were read, by name
  std::uint64_t uncommitted = 0;     // records of an add that goes on, or never ended

  // "minhash, threshold 0.8, …": all that makes the comparison.
  [[nodiscard]] std::string options() const;
  // One object in one line.
  [[nodiscard]] std::string json() const;
};

// Also of an index that other versions made.
[[nodiscard]] Result<IndexInfo> read_index_info(const std::string& folder);

// What an index knows of a record.
struct IndexedRecord {
  std::string input;
  std::uint64_t record = 0;  // its number there, from 1: in lines
  std::string id;            // empty: nothing names it
  std::uint64_t start = 0;   // bytes [start, end) of the decompressed input
  std::uint64_t end = 0;
};

struct IndexMatch {
  double similarity = 0;  // exact
  IndexedRecord record;
};

// Asks an index what is alike. It sees what was there when it was opened. Not for use by two
// threads at once; several readers of one index may be.
class IndexReader {
 public:
  [[nodiscard]] static Result<IndexReader> open(const std::string& folder);
  ~IndexReader();
  IndexReader(IndexReader&&) noexcept;
  IndexReader& operator=(IndexReader&&) noexcept;

  // All records that are candidates of this text and reach the threshold, the most similar first,
  // of equally similar ones the oldest. Any bytes are legal.
  [[nodiscard]] Result<std::vector<IndexMatch>> matches(std::string_view utf8);

 private:
  class State;
  explicit IndexReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

struct IndexQueryOptions {
  std::string index;
  std::vector<std::string> inputs = {"-"};
  Format format = Format::kAuto;  // not kText, which has no records
  std::string field = "text";     // as FilterOptions has them
  std::string id_field = {};
  bool header = true;
  std::string output = "-";
  unsigned threads = 0;
};

struct IndexQueryReport {
  Format format = Format::kAuto;
  std::uint64_t records = 0;
  std::uint64_t found = 0;               // of these, with a match
  std::uint64_t failed = 0;              // records that could not be read
  std::vector<Error> input_errors = {};  // as in FilterReport
};

// Writes a JSON object a line for each record: its place, and "matches" as IndexReader gives them;
// null where a record can't be read. What has arrived is answered before more is waited for. Calls
// `events.settled` with the format, and `events.warning`.
[[nodiscard]] Result<IndexQueryReport> query_index(const IndexQueryOptions& options,
                                                   const FilterEvents& events = {});

struct IndexCheck {
  IndexInfo info;
  std::vector<std::string> problems;  // none: it is sound; at most 20
};

// Reads everything, computes anew what finds each record, and compares. Errors are those that keep
// it from that: no such folder, other versions.
[[nodiscard]] Result<IndexCheck> check_index(const std::string& folder);

}  // namespace leitong
