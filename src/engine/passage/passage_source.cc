#include "engine/passage/passage_source.h"

#include <algorithm>
#include <utility>

namespace leitong {
namespace {

constexpr std::size_t kLookedAt = 64;

}  // namespace

PassageSource::PassageSource(const FilterOptions& options, const RecordLayout& layout,
                             const FoldOptions& fold, const PassageStore& store,
                             Segmenter& segmenter)
    : options_(options),
      format_(layout.format),
      folder_(fold),
      store_(store),
      segmenter_(segmenter),
      files_(options.inputs),
      parser_(options, layout, fold),
      slots_(kSlots),
      fields_(layout, options) {}

// A record of WARC says itself where it ends.
std::string_view PassageSource::without_line_end(std::string_view bytes) const {
  return format_ == Format::kWarc ? bytes : bytes.substr(0, bytes.find_last_not_of("\r\n") + 1);
}

const RecordPiece* PassageSource::current_piece(std::uint64_t position) {
  const auto end_of = [](const RecordPiece& piece) { return piece.position + piece.end; };
  const auto holds = [&](const RecordPiece& piece) {
    return position >= piece.position + piece.begin && position < end_of(piece);
  };
  if (current_piece_ != nullptr && holds(*current_piece_)) return current_piece_;
  if (current_ == nullptr) return nullptr;
  const auto found = std::ranges::upper_bound(current_->pieces, position, {}, end_of);
  if (found == current_->pieces.end() || !holds(*found)) return nullptr;
  current_piece_ = &*found;
  return current_piece_;
}

const PassageSource::Slot* PassageSource::slot(std::uint64_t position) {
  if (failure_) return nullptr;
  if (last_slot_ != nullptr && position >= last_slot_->stretch.position &&
      position < last_slot_->stretch.next_position) {
    return last_slot_;
  }
  const std::size_t number = store_.stretch_of(position);
  Slot& slot = slots_[number % kSlots];
  last_slot_ = nullptr;
  if (slot.number != number) {
    slot.number = static_cast<std::size_t>(-1);
    slot.stretch = store_.stretch(number);
    if (Result<void> filled = fill(slot); !filled) {
      failure_ = std::move(filled.error());
      return nullptr;
    }
    slot.number = number;
  }
  last_slot_ = &slot;
  return last_slot_;
}

Result<void> PassageSource::fill(Slot& slot) {
  const Stretch& stretch = slot.stretch;
  const std::size_t size = stretch.end - stretch.begin;
  slot.bytes.assign(size + kBlockPadding, '\0');
  const std::span<char> bytes = std::span(slot.bytes).first(size);
  Result<void> read = store_.read(files_, stretch.input, stretch.begin, bytes);
  if (!read) return read;
  Block& block = slot.batch.block;
  block.bytes = {bytes.data(), bytes.size()};
  block.input = stretch.input;
  block.offset = stretch.begin;
  block.first_line = stretch.line;
  parser_.parse_units(slot.batch);
  if (slot.batch.units.size() != stretch.next_position - stretch.position) {
    return std::unexpected(input_has_changed(options_.inputs[stretch.input]));
  }
  return {};
}

const PassageLine* PassageSource::find_line(const PassageBatch& batch, std::size_t unit) {
  // Lines without units come to an end where the next begins.
  const auto found = std::ranges::upper_bound(batch.lines, unit, {}, &PassageLine::last_unit);
  return found == batch.lines.end() ? nullptr : &*found;
}

SourceText PassageSource::at(std::uint64_t position) {
  const bool is_text = format_ == Format::kText;
  const RecordPiece* const piece = current_piece(position);
  if (piece != nullptr && !is_text) {
    return {.units = piece->units.substr(piece->begin, piece->end - piece->begin),
            .position = piece->position + piece->begin};
  }
  const Slot* const found = piece == nullptr ? slot(position) : nullptr;
  if (piece == nullptr && found == nullptr) return {};
  const std::u16string_view units =
      piece != nullptr ? piece->units : std::u16string_view(found->batch.units);
  const std::uint64_t first = piece != nullptr ? piece->position : found->stretch.position;
  if (is_text) {
    const std::uint32_t input = piece != nullptr ? current_->block.input : found->batch.block.input;
    const bool begins_input = first == store_.first_position(input);
    // The space before the first line of an input is no part of it.
    const std::size_t begin = begins_input ? 1 : 0;
    return {.units = units.substr(begin),
            .position = first + begin,
            .begins_record = begins_input,
            .ends_record = first + units.size() == store_.end_position(input)};
  }
  const PassageLine* const line = find_line(found->batch, position - first);
  if (line == nullptr) return {};
  return {.units = units.substr(line->first_unit, line->last_unit - line->first_unit),
          .position = first + line->first_unit};
}

bool PassageSource::is_space(std::uint64_t position) {
  const SourceText text = at(position);
  return !text.units.empty() && text.units[position - text.position] == u' ';
}

bool PassageSource::carries_weight(std::uint64_t position) {
  if (const RecordPiece* const piece = current_piece(position)) {
    return std::ranges::binary_search(piece->weights, position - piece->position);
  }
  const SourceText text = at(position);
  return !text.units.empty() && leitong::carries_weight(text.units, position - text.position);
}

std::uint64_t PassageSource::weigh(std::uint64_t begin, std::uint64_t end, std::uint64_t most) {
  std::uint64_t weight = 0;
  while (begin < end && weight < most) {
    if (const RecordPiece* const piece = current_piece(begin)) {
      const std::uint64_t to = std::min(end, piece->position + piece->end);
      const auto first = std::ranges::lower_bound(piece->weights, begin - piece->position);
      const auto last = std::lower_bound(first, piece->weights.end(), to - piece->position);
      weight += static_cast<std::uint64_t>(last - first);
      begin = to;
      continue;
    }
    const SourceText text = at(begin);
    if (text.units.empty()) break;
    const std::size_t from = begin - text.position;
    // Where little weight is enough, little is looked at.
    const std::size_t far = from + kLookedAt + std::min<std::uint64_t>(most, text.units.size());
    const auto to = std::min<std::uint64_t>({end - text.position, text.units.size(), far});
    // A unit before and one behind may be halves of characters.
    const std::size_t context = from - std::min<std::size_t>(from, 2);
    weight_lister_.list(text.units.substr(context, to + 1 - context), weights_);
    for (const std::uint32_t at : weights_) {
      if (context + at >= from && context + at < to) ++weight;
    }
    begin = text.position + to;
  }
  return std::min(weight, most);
}

PassageSource::Line PassageSource::line(std::uint64_t position) {
  const RecordPiece* const piece = current_piece(position);
  const Slot* const found = piece == nullptr ? slot(position) : nullptr;
  if (piece == nullptr && found == nullptr) return {};
  const PassageBatch& batch = piece != nullptr ? *current_ : found->batch;
  const std::uint64_t first = piece != nullptr ? piece->position : found->stretch.position;
  const PassageLine* const line = find_line(batch, position - first);
  if (line == nullptr) return {};
  const Block& block = batch.block;
  const std::string_view bytes = block.bytes.substr(line->begin, line->end - line->begin);
  return {.place = {.input = block.input,
                    .record = block.first_line + line->index,
                    .start = block.offset + line->begin,
                    .end = block.offset + line->end},
          .position = first + line->first_unit,
          .end_position = first + line->last_unit,
          .bytes = without_line_end(bytes),
          .part_units = std::span(batch.part_units)
                            .subspan(line->first_part, line->last_part - line->first_part)};
}

bool PassageSource::read_line(std::uint64_t position) {
  if (position >= line_.position && position < line_.end_position) return true;
  line_ = line(position);
  line_.part_units = {};
  line_bytes_.assign(line_.bytes.begin(), line_.bytes.end());
  line_bytes_.resize(line_.bytes.size() + kJsonPadding);
  line_.bytes = {line_bytes_.data(), line_.bytes.size()};
  if (fields_.read_with_places(line_.bytes)) return true;
  line_ = {};
  return false;
}

std::optional<PassageSource::Part> PassageSource::part_of(std::uint64_t position) {
  const Line line = this->line(position);
  std::uint64_t begin = line.position;
  for (std::size_t i = 0; i < line.part_units.size(); ++i) {
    const std::size_t units = line.part_units[i];
    if (units == 0) continue;
    if (position < begin + units) return Part{.index = i, .begin = begin, .end = begin + units};
    begin += units + 1;
  }
  return std::nullopt;
}

bool PassageSource::map_part(std::uint64_t position) {
  if (position >= part_position_ && position < part_end_position_) return true;
  const std::optional<Part> part = part_of(position);
  return part && map_part(*part);
}

bool PassageSource::map_part(const Part& part) {
  if (part.begin == part_position_ && part.end == part_end_position_) return true;
  part_position_ = part_end_position_ = 0;
  if (!read_line(part.begin)) return false;
  const LineSpan& span = fields_.lines_of_text()[part.index];
  part_.make(folder_, fields_.text().substr(span.begin, span.end - span.begin));
  part_begin_ = span.begin;
  part_position_ = part.begin;
  part_end_position_ = part.end;
  return true;
}

// The two ends of a part are places where it may be cut, which spares to look at it.
std::uint64_t PassageSource::cut_at_or_behind(std::uint64_t position) {
  const std::optional<Part> part = part_of(position);
  if (!part || position == part->begin || !map_part(*part)) return position;
  return part->begin + part_.cut_at_or_behind(position - part->begin, segmenter_);
}

std::uint64_t PassageSource::cut_at_or_before(std::uint64_t position) {
  while (is_space(position - 1)) --position;
  const std::optional<Part> part = part_of(position - 1);
  if (!part || position == part->end || !map_part(*part)) return position;
  return part->begin + part_.cut_at_or_before(position - part->begin, segmenter_);
}

Place PassageSource::place(std::uint64_t begin, std::uint64_t end) {
  Place place;
  while (begin + 1 < end && is_space(begin)) ++begin;
  while (begin + 1 < end && is_space(end - 1)) --end;
  if (!map_part(begin)) return place;
  place = {.input = line_.place.input,
           .record = line_.place.record,
           .start = byte_of(part_.begin(begin - part_position_))};
  if (!map_part(end - 1)) return place;
  place.end = byte_of(part_.end(end - 1 - part_position_));
  return place;
}

}  // namespace leitong
