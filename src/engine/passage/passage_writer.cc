#include "engine/passage/passage_writer.h"

#include <string_view>
#include <utility>

namespace leitong {
namespace {

std::string_view bytes_of(const PassageEdit& edit, std::size_t begin, std::size_t end) {
  return edit.block.bytes.substr(begin, end - begin);
}

}  // namespace

void PassageWriter::hold(const PassageEdit& edit, const LineEdit& line) {
  HeldLine& held = held_.emplace_back();
  const auto add = [&](std::size_t begin, std::size_t end) {
    held.push_back(
        {.begin = edit.block.offset + begin, .bytes = std::string(bytes_of(edit, begin, end))});
  };
  std::size_t at = line.begin;
  if (line.kind == LineEdit::Kind::kCut) {
    for (std::size_t i = line.first_hole; i < line.last_hole; ++i) {
      add(at, edit.holes[i].begin);
      at = edit.holes[i].end;
    }
  }
  add(at, line.end);
}

void PassageWriter::write(const PassageEdit& edit) {
  const Block& block = edit.block;
  run_.write_for(block, edit.line_end);
  pending_begin_ = pending_end_ = 0;
  if (run_.keeps_byte_order_mark(block) && !edit.lines.empty()) {
    write(edit, 0, edit.lines.front().begin);
  }
  const bool is_text = run_.inputs.format() == Format::kText;
  for (const LineEdit& line : edit.lines) {
    is_text ? write_text_line(edit, line) : write_record(edit, line);
    if (run_.stop) return;
  }
  if (block.last && is_text) {
    fates_.end();
    settle(edit);
  }
  write_pending(edit);
}

void PassageWriter::write_text_line(const PassageEdit& edit, const LineEdit& line) {
  const bool removed = line.kind == LineEdit::Kind::kRemoved;
  const bool cut = line.kind == LineEdit::Kind::kCut;
  if (removed) run_.count_removed();
  if (cut) run_.count_cut();
  if (line.kind == LineEdit::Kind::kStays && held_.empty()) {
    fates_.paragraph(false);
    static_cast<void>(fates_.take());
    return write(edit, line.begin, line.end);
  }
  hold(edit, line);
  if (line.kind == LineEdit::Kind::kBlank) {
    fates_.blank();
  } else {
    fates_.paragraph(removed);
  }
  settle(edit);
}

void PassageWriter::settle(const PassageEdit& edit) {
  if (!fates_.empty()) write_pending(edit);
  while (!fates_.empty()) {
    Output& output = fates_.take() ? run_.output : run_.dropped;
    for (const HeldPiece& piece : held_.front()) {
      run_.check(output.write(piece.bytes, piece.begin));
    }
    held_.pop_front();
  }
}

void PassageWriter::write_staying(const PassageEdit& edit, const LineEdit& lines) {
  const auto write_rows = [&](std::size_t begin, std::size_t end) {
    if (!marker_.adds_columns()) return write(edit, begin, end);
    write_marked(edit, marker_.rows(bytes_of(edit, begin, end)));
  };
  std::size_t at = lines.begin;
  for (; next_unreadable_ < unreadable_.size(); ++next_unreadable_) {
    const DroppedLine& next = unreadable_[next_unreadable_];
    if (next.block != edit.number || next.begin >= lines.end) break;
    write_rows(at, next.begin);
    run_.check(run_.dropped.write(bytes_of(edit, next.begin, next.end)));
    at = next.end;
  }
  write_rows(at, lines.end);
}

void PassageWriter::write_record(const PassageEdit& edit, const LineEdit& line) {
  if (line.kind == LineEdit::Kind::kHeader) {
    const std::string_view header = bytes_of(edit, line.begin, line.end);
    if (!run_.begins_table(edit.block.input, header)) return;
    return marker_.adds_columns() ? write_marked(edit, marker_.header(header))
                                  : write(edit, line.begin, line.end);
  }
  if (line.kind == LineEdit::Kind::kStays) return write_staying(edit, line);
  if (run_.options.mark) return mark_record(edit, line);
  if (line.kind == LineEdit::Kind::kRemoved) {
    run_.check(run_.dropped.write(bytes_of(edit, line.begin, line.end)));
    return run_.count_removed();
  }
  std::size_t at = line.begin;
  for (std::size_t i = line.first_hole; i < line.last_hole; ++i) {
    write(edit, at, edit.holes[i].begin);
    at = edit.holes[i].end;
  }
  write(edit, at, line.end);
  if (line.kind == LineEdit::Kind::kCut) run_.count_cut();
}

void PassageWriter::mark_record(const PassageEdit& edit, const LineEdit& line) {
  if (line.kind == LineEdit::Kind::kBlank) return write(edit, line.begin, line.end);
  const std::string_view record = bytes_of(edit, line.begin, line.end);
  if (line.kind == LineEdit::Kind::kRemoved) {
    write_marked(edit, marker_.passage(record, "passage"));
    return run_.count_removed();
  }
  std::vector<Span> spans;
  for (std::size_t i = line.first_hole; i < line.last_hole; ++i) {
    spans.push_back({edit.holes[i].begin - line.begin, edit.holes[i].end - line.begin});
  }
  write_marked(edit, marker_.passages(record, "passage", spans));
  run_.count_cut();
}

void PassageWriter::write_marked(const PassageEdit& edit, const std::string& lines) {
  write_pending(edit);
  run_.check(run_.output.write(lines));
}

void PassageWriter::write(const PassageEdit& edit, std::size_t begin, std::size_t end) {
  if (pending_end_ != begin) {
    write_pending(edit);
    pending_begin_ = begin;
  }
  pending_end_ = end;
}

void PassageWriter::write_pending(const PassageEdit& edit) {
  run_.check(run_.output.write(bytes_of(edit, pending_begin_, pending_end_),
                               edit.block.offset + pending_begin_));
  pending_begin_ = pending_end_;
}

}  // namespace leitong
