// Most of the input stays, so only stretches in which something goes are folded again; what lies
// between them is known by its line ends alone.
#include "engine/passage/passage_edit.h"

#include <algorithm>

namespace leitong {
PassageEditor::PassageEditor(const FilterOptions& options, const RecordLayout& layout,
                             const FoldOptions& fold, const PassageStore& store,
                             const std::vector<PassageCut>& cuts)
    : format_(layout.format),
      store_(store),
      cuts_(cuts),
      folder_(fold),
      fields_(layout, options),
      forms_(fold) {}

std::span<const PassageCut> PassageEditor::cuts_in(std::uint64_t begin, std::uint64_t end) const {
  const auto first = std::ranges::upper_bound(cuts_, begin, {}, &PassageCut::end);
  const auto last = std::ranges::lower_bound(first, cuts_.end(), end, {}, &PassageCut::begin);
  return {first, last};
}

void PassageEditor::edit(PassageEdit& edit) {
  edit.lines.clear();
  edit.holes.clear();
  format_ == Format::kText ? edit_text(edit) : edit_records(edit);
}

// Only of stretches in which something goes the lines are looked at.
void PassageEditor::edit_records(PassageEdit& edit) {
  const Block& block = edit.block;
  const std::string_view first_line = block.bytes.substr(0, block.bytes.find('\n') + 1);
  find_lines(first_line, LineEnds::kLf, spans_);
  edit.line_end = spans_.empty() ? first_line : first_line.substr(spans_.front().end);
  std::size_t done = block.byte_order_mark ? kByteOrderMark.size() : 0;
  if (fields_.has_header(block)) {
    fields_.split(block, spans_);
    const std::size_t end = spans_.empty() ? 0 : spans_.front().next;
    edit.lines.push_back({.begin = done, .end = end, .kind = LineEdit::Kind::kHeader});
    done = end;
  }
  const auto stay_until = [&](std::size_t end) {
    const bool only_a_mark = edit.lines.empty() && end == block.bytes.size();
    if (done < end || only_a_mark) edit.lines.push_back({.begin = done, .end = end});
    done = end;
  };
  for (std::size_t i = store_.first_stretch(edit.number); i < store_.first_stretch(edit.number + 1);
       ++i) {
    const Stretch stretch = store_.stretch(i);
    if (cuts_in(stretch.position, stretch.next_position).empty()) continue;
    const std::size_t begin = stretch.begin - block.offset;
    const std::size_t end = std::min(stretch.end - block.offset, block.bytes.size());
    stay_until(begin);
    position_ = stretch.position;
    fields_.split(block.bytes.substr(begin, end - begin), spans_);
    for (const LineSpan& span : spans_) {
      edit_line(edit, {begin + span.begin, begin + span.end, begin + span.next}, true);
    }
    done = end;
  }
  stay_until(block.bytes.size());
}

void PassageEditor::edit_text(PassageEdit& edit) {
  const Block& block = edit.block;
  find_lines(block.bytes, LineEnds::kUniversal, spans_);
  edit.line_end = {};
  if (spans_.empty()) return;
  edit.line_end = block.bytes.substr(spans_.front().end, spans_.front().next - spans_.front().end);
  if (block.byte_order_mark) spans_.front().begin += kByteOrderMark.size();

  StretchCursor cursor(store_, edit.number);
  bool looked_at = false;
  for (const LineSpan& span : spans_) {
    if (cursor.next_line(block.offset + span.begin)) {
      const Stretch& stretch = cursor.stretch();
      looked_at = !cuts_in(stretch.position, stretch.next_position).empty();
      position_ = stretch.position;
    }
    edit_line(edit, span, looked_at);
  }
}

void PassageEditor::edit_line(PassageEdit& edit, const LineSpan& span, bool looked_at) {
  LineEdit line{.begin = span.begin, .end = span.next};
  line.first_hole = line.last_hole = edit.holes.size();
  const std::string_view bytes = edit.block.bytes.substr(span.begin, span.end - span.begin);
  if (fields_.is_blank_record(bytes)) {
    line.kind = LineEdit::Kind::kBlank;
  } else if (looked_at && fields_.read_with_places(bytes)) {
    forms_.clear();
    for (const LineSpan& part : fields_.lines_of_text()) {
      forms_.add(fields_.text().substr(part.begin, part.end - part.begin));
    }
    forms_.compute();
    part_units_.clear();
    std::uint64_t units = 0;
    for (std::size_t i = 0; i < forms_.size(); ++i) {
      part_units_.push_back(forms_.form(i).size());
      units += part_units_.back() == 0 ? 0 : part_units_.back() + 1;
    }
    const auto cuts = cuts_in(position_ + 1, position_ + units);
    if (!cuts.empty()) cut_text(edit, line, cuts);
    position_ += units;
  }
  edit.lines.push_back(line);
}

void PassageEditor::cut_text(PassageEdit& edit, LineEdit& line, std::span<const PassageCut> cuts) {
  line.kind = LineEdit::Kind::kRemoved;
  if (cuts.front().whole_record) return;
  const std::vector<LineSpan>& parts = fields_.lines_of_text();
  part_holes_.resize(std::max(part_holes_.size(), parts.size()));
  std::uint64_t begin = position_ + 1;
  bool any_stays = false;
  for (std::size_t i = 0; i < parts.size();
       begin += part_units_[i] > 0 ? part_units_[i] + 1 : 0, ++i) {
    part_holes_[i].clear();
    if (part_units_[i] == 0) {
      fates_.blank();
      continue;
    }
    const std::uint64_t end = begin + part_units_[i];
    passages_.clear();
    for (const PassageCut& cut : cuts) {
      if (cut.begin >= end || cut.end <= begin) continue;
      passages_.push_back({std::max(cut.begin, begin) - begin, std::min(cut.end, end) - begin});
    }
    bool stays = true;
    if (!passages_.empty() && passages_.front().begin == 0 &&
        passages_.front().end == part_units_[i]) {
      stays = false;
    } else if (!passages_.empty()) {
      const std::size_t bytes = parts[i].end - parts[i].begin;
      map_.make(folder_, fields_.text().substr(parts[i].begin, bytes));
      stays = cut_line(map_, bytes, passages_, part_holes_[i]);
    }
    any_stays = any_stays || stays;
    fates_.paragraph(!stays);
  }
  fates_.end();
  if (any_stays) line.kind = LineEdit::Kind::kCut;

  const auto add_hole = [&](std::size_t from, std::size_t to) {
    edit.holes.push_back(
        {line.begin + fields_.in_record(from), line.begin + fields_.in_record(to)});
  };
  std::size_t stay_until = 0;  // behind the last part that stays
  part_stays_.clear();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    part_stays_.push_back(fates_.take());
    if (part_stays_.back()) stay_until = i + 1;
  }
  for (std::size_t i = 0; i < stay_until; ++i) {
    if (!part_stays_[i]) add_hole(parts[i].begin, parts[i].next);
    for (const Span& hole : part_holes_[i]) {
      if (part_stays_[i]) add_hole(parts[i].begin + hole.begin, parts[i].begin + hole.end);
    }
  }
  if (stay_until > 0 && stay_until < parts.size()) {
    // A text that did not end with a line end does not now.
    const bool has_end = parts.back().end < parts.back().next;
    const LineSpan& last = parts[stay_until - 1];
    add_hole(has_end ? last.next : last.end, parts.back().next);
  }
  line.last_hole = edit.holes.size();
}

}  // namespace leitong
