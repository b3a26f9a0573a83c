#include "engine/paragraph/paragraph_writer.h"

#include <algorithm>
#include <utility>

namespace leitong {

ParagraphWriter::ParagraphWriter(FilterRun& run)
    : run_(run), marker_(run.options, run.inputs.layout(), run.place_names), audit_(run) {}

void ParagraphWriter::begin(const ParagraphBatch& batch) {
  batch_ = &batch;
  const Block& block = batch.block;
  run_.write_for(block, batch.line_end);
  next_line_ = 0;
  pending_begin_ = pending_end_ = 0;
  if (run_.keeps_byte_order_mark(block) && !batch.sections.empty()) {
    write(0, batch.sections.front().begin);
  }
}

void ParagraphWriter::begin_section(const TextSection& section) {
  section_ = &section;
  stays_.clear();
  paragraphs_removed_ = paragraphs_kept_ = 0;
}

void ParagraphWriter::add_place(const Block& block, const TextSection& section,
                                const TextLine& line) {
  collect_places_ = false;
  audit_.add_place({.input = block.input,
                    .record = line.number,
                    .start = block.offset + line.begin,
                    .end = block.offset + line.end},
                   section.id);
}

void ParagraphWriter::line(const TextLine& line) {
  unsettled_.push_back(line.blank);
  if (line.blank && run_.inputs.format() == Format::kText) ++run_.report.blank;
  if (!line.blank && collect_places_) {
    add_place(batch_->block, *section_, line);
    collect_places_ = true;
  }
  if (line.blank) settle();
}

void ParagraphWriter::decision(const ParagraphDecision& decision) {
  audit_.add(decision);
  ++run_.report.paragraphs_read;
  if (decision.removed) {
    ++run_.report.paragraphs_removed;
    ++paragraphs_removed_;
  } else {
    ++paragraphs_kept_;
  }
  if (run_.inputs.format() == Format::kText) {
    ++run_.report.read;
    if (decision.removed) {
      run_.count_removed();
    } else {
      ++run_.report.kept;
    }
  }
  decisions_.push_back(decision);
  settle();
}

// Moves what is known on: decisions to lines, lines to the output.
void ParagraphWriter::settle() {
  while (!unsettled_.empty()) {
    if (unsettled_.front()) {
      fates_.blank();
    } else {
      if (decisions_.empty()) break;
      fates_.paragraph(decisions_.front().removed);
      decisions_.pop_front();
    }
    unsettled_.pop_front();
  }
  const bool is_text = run_.inputs.format() == Format::kText;
  while (!fates_.empty()) {
    const bool stays = fates_.take();
    if (is_text) {
      settle_text_line(stays);
    } else {
      stays_.push_back(stays);
    }
  }
}

void ParagraphWriter::settle_text_line(bool stays) {
  if (!held_lengths_.empty()) {
    const std::size_t length = held_lengths_.front();
    held_lengths_.pop_front();
    const std::string_view bytes = std::string_view(held_).substr(held_begin_, length);
    run_.check((stays ? run_.output : run_.dropped).write(bytes, held_offset_ + held_begin_));
    held_begin_ += length;
    return;
  }
  const TextLine& line = batch_->lines[next_line_++];
  if (stays) {
    write(line.begin, line.end);
  } else {
    run_.check(run_.dropped.write(batch_->block.bytes.substr(line.begin, line.end - line.begin)));
  }
}

void ParagraphWriter::end_section() {
  if (run_.inputs.format() == Format::kText) return;
  if (section_->kind != RecordKind::kCompared) return pass(*section_);
  fates_.end();
  settle();
  write_record();
}

void ParagraphWriter::pass(const TextSection& section) {
  const std::string_view bytes =
      batch_->block.bytes.substr(section.begin, section.end - section.begin);
  if (section.kind == RecordKind::kHeader) {
    if (!run_.begins_table(batch_->block.input, bytes)) return;
    return marker_.adds_columns() ? write_marked(marker_.header(bytes))
                                  : write(section.begin, section.end);
  }
  if (section.kind == RecordKind::kBlank) {
    ++run_.report.blank;
    return write(section.begin, section.end);
  }
  ++run_.report.read;
  ++run_.report.failed;
  Error problem = batch_->problems[section.problem];
  problem.path = run_.inputs.name(batch_->block.input);
  problem.line = section.number;
  if (run_.options.on_error == OnError::kDrop) {
    run_.check(run_.dropped.write(bytes));
  } else {
    write(section.begin, section.end);
  }
  if (run_.options.on_error == OnError::kFail) return run_.fail(std::move(problem));
  run_.warn(std::move(problem));
}

void ParagraphWriter::write_record() {
  ++run_.report.read;
  const Block& block = batch_->block;
  const std::string_view bytes =
      block.bytes.substr(section_->begin, section_->end - section_->begin);
  if (paragraphs_removed_ > 0 && paragraphs_kept_ == 0) {
    const Place whole{.input = block.input,
                      .record = section_->number,
                      .start = block.offset + section_->begin,
                      .end = block.offset + section_->end};
    audit_.separate(&whole);
    run_.count_removed();
    if (!run_.options.mark) return run_.check(run_.dropped.write(bytes));
  } else {
    audit_.separate();
    ++run_.report.kept;
    if (paragraphs_removed_ > 0) run_.count_cut();
  }
  find_holes();
  if (run_.options.mark && !holes_.empty()) {
    for (Span& hole : holes_) hole = {hole.begin - section_->begin, hole.end - section_->begin};
    const std::string_view rule = name_of(run_.comparison.method);
    return write_marked(marker_.passages(bytes, rule, holes_));
  }
  if (marker_.adds_columns()) return write_marked(marker_.row(bytes));
  std::size_t position = section_->begin;
  for (const Span& hole : holes_) {
    write(position, hole.begin);
    position = hole.end;
  }
  write(position, section_->end);
}

// The lines that go, joined where nothing stays between them.
void ParagraphWriter::find_holes() {
  holes_.clear();
  for (std::size_t i = 0; i < stays_.size(); ++i) {
    if (stays_[i]) continue;
    const TextLine& line = batch_->lines[section_->first_line + i];
    if (!holes_.empty() && holes_.back().end == line.begin) {
      holes_.back().end = line.end;
    } else {
      holes_.push_back({.begin = line.begin, .end = line.end});
    }
  }
}

void ParagraphWriter::write_marked(const std::string& line) {
  write_pending();
  run_.check(run_.output.write(line));
}

void ParagraphWriter::end_input() {
  if (run_.inputs.format() != Format::kText) return;
  fates_.end();
  settle();
  audit_.separate();
}

void ParagraphWriter::end() {
  write_pending();
  if (run_.inputs.format() == Format::kText) hold_unsettled();
}

// The block's memory goes; what is still open is copied.
void ParagraphWriter::hold_unsettled() {
  if (held_lengths_.empty()) {
    held_.clear();
    if (next_line_ < batch_->lines.size()) {
      held_offset_ = batch_->block.offset + batch_->lines[next_line_].begin;
    }
  } else {
    held_.erase(0, held_begin_);
    held_offset_ += held_begin_;
  }
  held_begin_ = 0;
  for (; next_line_ < batch_->lines.size(); ++next_line_) {
    const TextLine& line = batch_->lines[next_line_];
    held_ += batch_->block.bytes.substr(line.begin, line.end - line.begin);
    held_lengths_.push_back(line.end - line.begin);
  }
}

void ParagraphWriter::write(std::size_t begin, std::size_t end) {
  if (pending_end_ != begin) {
    write_pending();
    pending_begin_ = begin;
  }
  pending_end_ = end;
}

void ParagraphWriter::write_pending() {
  const Block& block = batch_->block;
  run_.check(run_.output.write(block.bytes.substr(pending_begin_, pending_end_ - pending_begin_),
                               block.offset + pending_begin_));
  pending_begin_ = pending_end_;
}

}  // namespace leitong
