#include "engine/passage/passage_store.h"

#include <algorithm>
#include <cerrno>
#include <span>
#include <utility>

#include "io/system_error.h"

namespace leitong {
namespace {

constexpr std::uint64_t kStretchBytes = std::uint64_t{1} << 10;

// Of positions, so that few marks share a bucket: a stretch has several hundred units.
constexpr unsigned kBucketBits = 9;

}  // namespace

Result<void> PassageStore::add(const PassageBatch& batch) {
  const Block& block = batch.block;
  const bool is_new = inputs_.size() <= block.input;
  if (is_new) {
    inputs_.resize(block.input + 1, {.first_position = next_position_});
  }
  blocks_.push_back({.input = block.input,
                     .last = block.last,
                     .byte_order_mark = block.byte_order_mark,
                     .offset = block.offset,
                     .size = block.bytes.size(),
                     .first_line = block.first_line,
                     .position = next_position_,
                     .first_stretch = marks_.size()});
  std::optional<std::uint64_t> stretch_begin;
  for (const PassageLine& line : batch.lines) {
    if (line.first_unit == line.last_unit) continue;
    if (stretch_begin && line.begin - *stretch_begin < kStretchBytes) continue;
    stretch_begin = line.begin;
    const std::uint64_t position = next_position_ + line.first_unit - 1;
    while (bucket_begins_.size() <= position >> kBucketBits) {
      bucket_begins_.push_back(marks_.size());
    }
    marks_.push_back({.position = position,
                      .begin = block.offset + line.begin,
                      .line = block.first_line + line.index,
                      .input = block.input});
  }
  next_position_ += batch.units.size();
  inputs_[block.input].end = block.offset + block.bytes.size();
  return add_bytes(block, is_new);
}

Result<void> PassageStore::add_bytes(const Block& block, bool is_new) {
  Input& input = inputs_[block.input];
  if (is_new && block.file_offset) {
    input.start = *block.file_offset - block.offset;
    return {};
  }
  if (is_new) {
    if (!spool_) {
      Result<Spool> created = Spool::create(options_.temp_dir);
      if (!created) return std::unexpected(std::move(created.error()));
      spool_.emplace(std::move(*created));
    }
    input.is_spooled = true;
    input.start = spool_->size();
  }
  return input.is_spooled ? spool_->append(block.bytes) : Result<void>{};
}

Stretch PassageStore::stretch(std::size_t number) const {
  const Mark& mark = marks_[number];
  const Mark* const next = number + 1 < marks_.size() ? &marks_[number + 1] : nullptr;
  const bool ends_input = next == nullptr || next->input != mark.input;
  return {.input = mark.input,
          .begin = mark.begin,
          .end = ends_input ? inputs_[mark.input].end : next->begin,
          .line = mark.line,
          .position = mark.position,
          .next_position = next == nullptr ? next_position_ : next->position,
          .begins_input = number == 0 || marks_[number - 1].input != mark.input,
          .ends_input = ends_input};
}

std::size_t PassageStore::stretch_of(std::uint64_t position) const {
  const std::uint64_t bucket = position >> kBucketBits;
  const auto begin_of = [&](std::uint64_t number) {
    return number < bucket_begins_.size() ? bucket_begins_[number] : marks_.size();
  };
  const std::size_t first = begin_of(bucket);
  const auto in_bucket = std::span(marks_).subspan(first, begin_of(bucket + 1) - first);
  const auto behind = std::ranges::upper_bound(in_bucket, position, {}, &Mark::position);
  return first + static_cast<std::size_t>(behind - in_bucket.begin()) - 1;
}

Result<void> PassageStore::read(OpenFiles& files, std::uint32_t input, std::uint64_t offset,
                                std::span<char> bytes) const {
  const Input& place = inputs_[input];
  if (place.is_spooled) return spool_->read(place.start + offset, bytes);
  const Result<const FileDescriptor*> file = files.open(input);
  if (!file) return std::unexpected(file.error());
  if (const int code = (*file)->read_at(place.start + offset, bytes); code != 0) {
    const std::string& path = options_.inputs[input];
    return std::unexpected(code == EIO ? input_has_changed(path)
                                       : system_error(Error::Kind::kInput, code, path));
  }
  return {};
}

StretchCursor::StretchCursor(const PassageStore& store, std::size_t block)
    : store_(store),
      input_(store.blocks()[block].input),
      next_number_(store.blocks()[block].first_stretch) {}

bool StretchCursor::next_line(std::uint64_t begin) {
  if (next_number_ == store_.stretches()) return false;
  const Stretch next = store_.stretch(next_number_);
  if (next.input != input_ || next.begin != begin) return false;
  stretch_ = next;
  ++next_number_;
  in_stretch_ = true;
  return true;
}

}  // namespace leitong
