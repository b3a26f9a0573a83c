// The paragraphs of one block, with what of them is compared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/features.h"
#include "engine/record/record_batch.h"
#include "io/block_reader.h"
#include "io/line_records.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

// A line of text; positions in the block's bytes, where it stands as it was written. In a field
// that is with its escapes.
struct TextLine {
  std::size_t begin = 0;
  std::size_t end = 0;  // with its line end
  bool blank = false;
  std::size_t feature = 0;   // of a paragraph: its place among the features
  std::uint64_t number = 0;  // of text: its line number; else that of the record
};

// Lines between which runs may reach: in a file of text all of the block's, and on into the next
// block; else those of one record.
struct TextSection {
  std::size_t begin = 0;  // in the block's bytes
  std::size_t end = 0;
  std::size_t first_line = 0;  // in `lines`
  std::size_t last_line = 0;   // behind the last
  // Of records; of text each section is kCompared.
  RecordKind kind = RecordKind::kCompared;
  std::size_t problem = 0;  // of an unreadable record
  std::uint64_t number = 0;
  std::string id = {};
};

// Travels through the pipeline; reused.
struct ParagraphBatch {
  Block block;
  std::uint64_t raw_bytes_read = 0;

  std::vector<TextSection> sections;
  std::vector<TextLine> lines;
  FeatureList features;
  std::vector<std::uint64_t> weights;  // by feature; only if asked for
  std::vector<Error> problems;         // without path and line
  std::string_view line_end;           // the block's first; empty: it has none
};

struct ParagraphWork {
  bool analyze = true;
  bool weigh = false;
  bool ids = false;
};

// Not for use by two threads at once: one a batch.
class ParagraphParser {
 public:
  [[nodiscard]] static Result<ParagraphParser> create(const FilterOptions& options,
                                                      const RecordLayout& layout,
                                                      const Comparison& comparison,
                                                      ParagraphWork work);

  // Fills everything in `batch` from its block.
  void parse(ParagraphBatch& batch);

 private:
  ParagraphParser(const FilterOptions& options, const RecordLayout& layout, ParagraphWork work,
                  Analyzer analyzer);

  void parse_text(ParagraphBatch& batch);
  void parse_record(ParagraphBatch& batch, std::size_t record);
  void add_line(ParagraphBatch& batch, TextLine line, std::string_view text);

  Format format_;
  ParagraphWork work_;
  Analyzer analyzer_;
  RecordFields fields_;
  std::vector<LineSpan> spans_;
};

}  // namespace leitong
