#include "engine/passage/passage_batch.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "engine/passage/passage_store.h"

namespace leitong {
namespace {

// Between records: a unit that no text is made of. (Should one have it, it is never asked.)
constexpr char16_t kNoUnit = u'\xFFFF';

}  // namespace

PassageParser::PassageParser(const FilterOptions& options, const RecordLayout& layout,
                             const FoldOptions& fold)
    : format_(layout.format),
      within_(options.within),
      fields_(layout, options),
      forms_(fold),
      selector_(static_cast<std::uint32_t>(options.min_passage)) {}

void PassageParser::parse(PassageBatch& batch) {
  parse_units(batch);
  make_pieces(batch);
}

void PassageParser::parse_units(PassageBatch& batch) {
  clear(batch);
  find_spans(batch);
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    if (fields_.is_header(batch.block, i)) {
      batch.lines.push_back(
          {.begin = spans_[i].begin, .end = spans_[i].next, .kind = RecordKind::kHeader});
    } else {
      add_line(batch, spans_[i], fields_.line(i));
    }
  }
  make_units(batch);
}

void PassageParser::parse_again(PassageBatch& batch, const PassageStore& store, std::size_t number,
                                const std::vector<bool>& wanted) {
  clear(batch);
  stretches_.clear();
  const Block& block = batch.block;
  for (std::size_t i = store.first_stretch(number); i < store.first_stretch(number + 1); ++i) {
    if (!wanted[i]) continue;
    const Stretch stretch = store.stretch(i);
    const std::size_t begin = stretch.begin - block.offset;
    // Behind the last one of a block lines without units may stand in others.
    const std::size_t end = std::min(stretch.end - block.offset, block.bytes.size());
    fields_.split(block.bytes.substr(begin, end - begin), stretch_spans_);
    for (std::size_t line = 0; line < stretch_spans_.size(); ++line) {
      const LineSpan& span = stretch_spans_[line];
      add_line(batch, {begin + span.begin, begin + span.end, begin + span.next},
               stretch.line - block.first_line + fields_.line(line));
      stretches_.push_back(i);
    }
  }
  make_units(batch);
  make_pieces(batch);
  place_pieces(batch, store);
}

// Each stretch begins with the unit before its first line's own.
void PassageParser::place_pieces(PassageBatch& batch, const PassageStore& store) {
  batch.changed = false;
  std::size_t piece = 0;
  for (std::size_t i = 0; i < batch.lines.size();) {
    const Stretch stretch = store.stretch(stretches_[i]);
    const std::size_t first_unit = batch.lines[i].first_unit - 1;
    std::size_t last_unit = first_unit;
    for (const std::size_t number = stretches_[i];
         i < batch.lines.size() && stretches_[i] == number; ++i) {
      last_unit = batch.lines[i].last_unit;
    }
    batch.changed =
        batch.changed || last_unit - first_unit != stretch.next_position - stretch.position;
    while (piece < batch.pieces.size() && batch.pieces[piece].begin < last_unit) {
      batch.pieces[piece++].position = stretch.position - first_unit;
    }
  }
}

void PassageParser::make_pieces(PassageBatch& batch) {
  weight_lister_.list(batch.units, batch.weights);
  batch.anchors.clear();
  batch.pieces.clear();
  piece_ends_.clear();
  const Block& block = batch.block;
  if (format_ == Format::kText) {
    const std::uint64_t seed = within_ == Within::kAll ? 0 : block.input + 1;
    if (!batch.units.empty()) add_piece(batch, 0, batch.units.size(), seed);
  } else {
    for (const PassageLine& line : batch.lines) {
      if (line.first_unit == line.last_unit) continue;
      std::uint64_t seed = within_ == Within::kAll ? 0 : block.input + 1;
      if (within_ == Within::kRecord) seed = splitmix64(seed, block.offset + line.begin);
      add_piece(batch, line.first_unit, line.last_unit, seed);
    }
  }
  for (std::size_t i = 0, anchor = 0, weight = 0; i < batch.pieces.size(); ++i) {
    RecordPiece& piece = batch.pieces[i];
    piece.units = batch.units;
    piece.anchors = std::span(batch.anchors).subspan(anchor, piece_ends_[i].anchors - anchor);
    piece.weights = std::span(batch.weights).subspan(weight, piece_ends_[i].weights - weight);
    anchor = piece_ends_[i].anchors;
    weight = piece_ends_[i].weights;
  }
}

void PassageParser::add_piece(PassageBatch& batch, std::size_t begin, std::size_t end,
                              std::uint64_t seed) {
  const std::size_t first_weight = piece_ends_.empty() ? 0 : piece_ends_.back().weights;
  const auto weights = std::span(batch.weights).subspan(first_weight);
  const auto last = std::ranges::lower_bound(weights, end);
  const auto count = static_cast<std::size_t>(last - weights.begin());
  selector_.select(batch.units, weights.first(count), seed, batch.anchors);
  piece_ends_.push_back({batch.anchors.size(), first_weight + count});
  RecordPiece piece;
  piece.begin = begin;
  piece.end = end;
  piece.seed = seed;
  batch.pieces.push_back(piece);
}

void PassageParser::find_spans(PassageBatch& batch) {
  fields_.split(batch.block, spans_);
  batch.line_end = {};
  if (spans_.empty()) return;
  const LineSpan& first = spans_.front();
  batch.line_end = batch.block.bytes.substr(first.end, first.next - first.end);
}

void PassageParser::clear(PassageBatch& batch) {
  batch.lines.clear();
  batch.problems.clear();
  batch.units.clear();
  batch.part_units.clear();
  forms_.clear();
}

// Of all lines that were added.
void PassageParser::make_units(PassageBatch& batch) {
  forms_.compute();
  batch.ill_formed = forms_.ill_formed();
  for (PassageLine& line : batch.lines) append_units(batch, line);
}

void PassageParser::add_line(PassageBatch& batch, const LineSpan& span, std::size_t index) {
  PassageLine line{
      .begin = span.begin, .end = span.next, .index = index, .first_part = forms_.size()};
  const std::string_view bytes = batch.block.bytes.substr(span.begin, span.end - span.begin);
  if (fields_.is_blank_record(bytes)) {
    line.kind = RecordKind::kBlank;
  } else if (Result<void> read = fields_.read(bytes); !read) {
    line.kind = RecordKind::kUnreadable;
    line.problem = batch.problems.size();
    batch.problems.push_back(std::move(read.error()));
  } else {
    line.kind = fields_.kind();
    for (const LineSpan& part : fields_.lines_of_text()) {
      forms_.add(fields_.text().substr(part.begin, part.end - part.begin));
    }
  }
  line.last_part = forms_.size();
  batch.lines.push_back(line);
}

void PassageParser::append_units(PassageBatch& batch, PassageLine& line) const {
  const std::size_t before = batch.units.size();
  for (std::size_t i = line.first_part; i < line.last_part; ++i) {
    const std::u16string_view form = forms_.form(i);
    batch.part_units.push_back(form.size());
    if (form.empty()) continue;
    const bool is_first = batch.units.size() == before;
    batch.units += is_first && format_ != Format::kText ? kNoUnit : u' ';
    batch.units += form;
  }
  line.last_unit = batch.units.size();
  line.first_unit = std::min(before + 1, line.last_unit);
}

}  // namespace leitong
