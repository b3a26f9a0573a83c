// Writes the records of a batch that stay, as few runs of original bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/filter_run.h"
#include "engine/record/record_batch.h"
#include "engine/record/record_mark.h"
#include "engine/report/audit.h"

namespace leitong {

// Why a record goes.
struct Repetition {
  Place place;     // of the record
  std::string id;  // empty: there is none
  double similarity = 0;
  Place leader;
  std::string leader_id;
};

// Call begin(), then one of the others for each record in order, then end().
class RecordWriter {
 public:
  explicit RecordWriter(FilterRun& run)
      : run_(run), marker_(run.options, run.inputs.layout(), run.place_names) {}

  void begin(const RecordBatch& batch);
  // One that was compared.
  void keep(const BatchRecord& record);
  void drop(const BatchRecord& record);
  // Drops or marks a record, and says why in the audit.
  void drop(const BatchRecord& record, const Repetition& why);
  // Blank lines stay, and the first header; what can't be read goes the way of --on-error.
  void pass(const BatchRecord& record);
  void end();

  [[nodiscard]] Place place(const BatchRecord& record) const;

 private:
  // Writes a record as it was.
  void pass_on(const BatchRecord& record);
  void write_marked(const std::string& line);
  void write_run();
  // What is written of a record: its bytes, or the path of the file that it is.
  [[nodiscard]] std::string_view line(const BatchRecord& record) const;

  FilterRun& run_;
  RecordMarker marker_;
  const RecordBatch* batch_ = nullptr;
  std::string path_;           // of the file that is the record
  std::size_t run_begin_ = 0;  // bytes of the block that stay and are not written yet
  std::size_t run_end_ = 0;
};

}  // namespace leitong
