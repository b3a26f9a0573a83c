#include "engine/record/record_writer.h"

#include <utility>

namespace leitong {

void RecordWriter::begin(const RecordBatch& batch) {
  batch_ = &batch;
  const Block& block = batch.block;
  run_.write_for(block, batch.line_end);
  run_begin_ = run_end_ = 0;
  if (run_.writes_paths()) {
    path_ = run_.inputs.name(block.input);
    path_ += run_.options.null_paths ? '\0' : '\n';
    return;
  }
  if (run_.keeps_byte_order_mark(block)) {
    run_end_ = batch.records.empty() ? block.bytes.size() : batch.records.front().begin;
  }
}

void RecordWriter::keep(const BatchRecord& record) {
  if (run_.writes_paths()) return run_.check(run_.output.write(path_));
  if (marker_.adds_columns()) return write_marked(marker_.row(line(record)));
  pass_on(record);
}

void RecordWriter::pass_on(const BatchRecord& record) {
  if (run_end_ != record.begin) {
    write_run();
    run_begin_ = record.begin;
  }
  run_end_ = record.end;
  if (!run_.separates_records()) return;
  write_run();
  run_.check(run_.output.end_record());
}

void RecordWriter::drop(const BatchRecord& record) {
  run_.check(run_.dropped.write(line(record)));
  if (run_.separates_records()) run_.check(run_.dropped.end_record());
}

void RecordWriter::drop(const BatchRecord& record, const Repetition& why) {
  const std::string_view rule = name_of(run_.comparison.method);
  if (run_.options.mark) {
    write_marked(marker_.repeat(line(record), rule, why.similarity, why.leader, why.leader_id));
  } else {
    drop(record);
  }
  run_.tell_removed(why.place, why.id, rule, why.similarity, why.leader, why.leader_id);
}

std::string_view RecordWriter::line(const BatchRecord& record) const {
  if (run_.writes_paths()) return path_;
  return batch_->block.bytes.substr(record.begin, record.end - record.begin);
}

void RecordWriter::pass(const BatchRecord& record) {
  if (record.kind == RecordKind::kHeader) {
    if (!run_.begins_table(batch_->block.input, line(record))) return;
    return marker_.adds_columns() ? write_marked(marker_.header(line(record))) : pass_on(record);
  }
  if (record.kind == RecordKind::kBlank) {
    ++run_.report.blank;
    pass_on(record);
    return;
  }
  if (run_.count_other(record.kind)) return pass_on(record);
  if (record.kind == RecordKind::kCutShort) {
    ++run_.report.read;
    ++run_.report.failed;
    return keep(record);
  }
  Error problem = batch_->problems[record.index];
  problem.path = run_.inputs.name(batch_->block.input);
  problem.line = batch_->block.first_line + record.line;
  if (run_.keeps_unreadable(std::move(problem))) {
    pass_on(record);
  } else {
    drop(record);
  }
}

void RecordWriter::end() { write_run(); }

void RecordWriter::write_marked(const std::string& line) {
  write_run();
  run_.check(run_.output.write(line));
}

void RecordWriter::write_run() {
  const Block& block = batch_->block;
  run_.check(run_.output.write(block.bytes.substr(run_begin_, run_end_ - run_begin_),
                               block.offset + run_begin_));
  run_begin_ = run_end_;
}

Place RecordWriter::place(const BatchRecord& record) const {
  const Block& block = batch_->block;
  return {.input = block.input,
          .record = block.first_line + record.line,
          .start = block.offset + record.begin,
          .end = block.offset + record.end};
}

}  // namespace leitong
