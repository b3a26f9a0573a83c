// The records of one block, with what of them is compared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/features.h"
#include "engine/record/record_fields.h"
#include "io/block_reader.h"
#include "io/line_records.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

// Where a record stands by `--keep` (append_rank() is the order): numbers before strings before
// what has neither.
struct Rank {
  enum Kind : std::uint8_t { kNumber, kString, kNeither };
  Kind kind = kNumber;
  double number = 0;
  std::string text = {};
  bool greatest_first = false;
};

struct BatchRecord {
  std::size_t begin = 0;  // in the block's bytes
  std::size_t end = 0;    // with its line end
  RecordKind kind = RecordKind::kCompared;
  std::uint32_t line = 0;  // line ends before it in the block
  // Of a compared record its place among the features (ids, ranks), of an unreadable one among the
  // problems.
  std::size_t index = 0;
};

// Travels through the pipeline; reused.
struct RecordBatch {
  Block block;
  std::uint64_t raw_bytes_read = 0;

  std::vector<BatchRecord> records;
  FeatureList features;
  std::vector<Error> problems;   // without path and line
  std::vector<std::string> ids;  // with an id field only
  std::vector<Rank> ranks;       // when ranked only
  std::string_view line_end;     // the block's first; empty: it has none
};

// What a parser does with each record.
struct RecordWork {
  enum class Analysis : std::uint8_t {
    kWhole,
    kShingles,  // FeatureList::shingles() alone
    kNone,      // find out its kind only
  };
  Analysis analysis = Analysis::kWhole;
  bool rank = false;
  bool ids = false;
};

// Not for use by two threads at once: one a batch.
class RecordParser {
 public:
  [[nodiscard]] static Result<RecordParser> create(const FilterOptions& options,
                                                   const RecordLayout& layout,
                                                   const Comparison& comparison, RecordWork work);

  // Fills everything in `batch` from its block.
  void parse(RecordBatch& batch);

 private:
  RecordParser(const FilterOptions& options, const RecordLayout& layout,
               const Comparison& comparison, RecordWork work, Analyzer analyzer);

  void parse_record(RecordBatch& batch, std::size_t number);
  void parse_file(RecordBatch& batch);
  // `bytes` are where its id and rank stand.
  void analyze(RecordBatch& batch, BatchRecord record, std::string_view text,
               std::string_view bytes);
  void add_rank(RecordBatch& batch, std::string_view line);

  Format format_;
  bool by_file_;
  Method method_;
  Keep keep_;
  RecordWork work_;
  bool gathers_lines_;  // to analyze those of a block together
  Analyzer analyzer_;
  RecordFields fields_;
  std::vector<LineSpan> lines_;
  std::vector<std::string_view> texts_;  // that are analyzed together
};

}  // namespace leitong
