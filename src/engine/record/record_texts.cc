// Two ways back, each where it costs nothing as long as memory lasts.
//
// A record in a plain regular file is read again, parsed, folded, cut into words and shingled, 5-10
// µs each, by the same code as the first time. That is right only if the file still says the same:
// 32 bits of the hash of the shingles are compared. Only leaders are ever asked for, and each once
// while memory lasts, which costs less than to hold the shingles of every record.
//
// What came through a pipe or was compressed can't be read again. Spooling such an input from its
// first byte would make every run pay for the few that outgrow their memory, and fill the temp
// folder with what is dropped. So not the text is spooled but the shingles of kept records, when
// they leave the cache; one write for each, one read for each that is needed again. The spool needs
// 8 bytes a shingle, 1 to 2.5 times the text.
#include "engine/record/record_texts.h"

#include <cerrno>
#include <limits>
#include <string_view>
#include <utility>

#include "io/system_error.h"
#include "match/near_digest.h"

namespace leitong {
std::optional<TextPlace> text_place(const RecordBatch& batch, const BatchRecord& record) {
  const Block& block = batch.block;
  if (!block.file_offset) return std::nullopt;
  return TextPlace{.input = block.input,
                   .begin = *block.file_offset + record.begin,
                   .end = *block.file_offset + record.end};
}

ShinglePlace RecordTexts::in_file(const std::optional<TextPlace>& place) {
  if (!place || place->end - place->begin > std::numeric_limits<std::uint32_t>::max()) {
    return {.begin = kNowhere};
  }
  return {.begin = place->begin,
          .length = static_cast<std::uint32_t>(place->end - place->begin),
          .input = place->input};
}

void RecordTexts::add(RecordId record, const std::optional<TextPlace>& place,
                      const Hash128& list_key) {
  add(record, in_file(place), list_key);
}

void RecordTexts::add(RecordId record, const ShinglePlace& left, const Hash128& list_key) {
  // While its name still leads to it; what fails here fails again when it matters.
  if (left.begin < kInSpool && newest_input_ != left.input) {
    static_cast<void>(files_.open(left.input));
    newest_input_ = left.input;
  }
  entries_.push_back(
      {.place = left, .record = record, .check = static_cast<std::uint32_t>(list_key.low)});
}

ShinglePlace RecordTexts::leave(const std::optional<TextPlace>& place,
                                std::span<const std::uint64_t> shingles) {
  const ShinglePlace left = in_file(place);
  return left.begin == kNowhere ? spool(shingles) : left;
}

RecordTexts::Entry& RecordTexts::find(RecordId record) {
  std::size_t begin = 0;
  for (std::size_t end = entries_.size(); end - begin > 1;) {
    const std::size_t middle = begin + (end - begin) / 2;
    (entries_[middle].record <= record ? begin : end) = middle;
  }
  return entries_[begin];
}

bool RecordTexts::holds(RecordId record) const {
  const Entry& last = entries_.back();
  return last.record == record && last.place.begin != kNowhere;
}

bool RecordTexts::shingles(RecordId record, std::vector<std::uint64_t>& out) {
  if (failure_) return false;
  const Entry& entry = find(record);
  const bool spooled = (entry.place.begin & kInSpool) != 0;
  return check(spooled ? read_spool(entry.place, out) : read_text(entry, out));
}

void RecordTexts::leaves_cache(RecordId record, std::span<const std::uint64_t> shingles) {
  Entry& entry = find(record);
  if (entry.place.begin == kNowhere) entry.place = spool(shingles);
}

ShinglePlace RecordTexts::spool(std::span<const std::uint64_t> shingles) {
  constexpr ShinglePlace kNone{.begin = kNowhere};
  if (failure_) return kNone;
  if (!spool_) {
    Result<Spool> created = Spool::create(options_.temp_dir);
    if (!created) {
      failure_ = std::move(created.error());
      return kNone;
    }
    spool_.emplace(std::move(*created));
  }
  const ShinglePlace place{.begin = spool_->size() | kInSpool,
                           .length = static_cast<std::uint32_t>(shingles.size())};
  const auto bytes = std::as_bytes(shingles);
  const bool written =
      check(spool_->append({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
  return written ? place : kNone;
}

bool RecordTexts::check(const Result<void>& result) {
  if (!result && !failure_) failure_ = result.error();
  return result.has_value();
}

Result<void> RecordTexts::read_spool(const ShinglePlace& place,
                                     std::vector<std::uint64_t>& out) const {
  out.resize(place.length);
  const auto bytes = std::as_writable_bytes(std::span(out));
  return spool_->read(place.begin ^ kInSpool,
                      {reinterpret_cast<char*>(bytes.data()), bytes.size()});
}

Result<void> RecordTexts::read_text(const Entry& entry, std::vector<std::uint64_t>& out) {
  const ShinglePlace& place = entry.place;
  const std::string& path = options_.inputs[place.input];
  const Result<const FileDescriptor*> file = files_.open(place.input);
  if (!file) return std::unexpected(file.error());
  bytes_.assign(place.length + kBlockPadding, '\0');
  const std::span<char> line = std::span(bytes_).first(place.length);
  if (const int code = (*file)->read_at(place.begin, line); code != 0) {
    return std::unexpected(code == EIO ? input_has_changed(path)
                                       : system_error(Error::Kind::kInput, code, path));
  }
  if (parser_ == nullptr) {
    Result<RecordParser> parser = RecordParser::create(
        options_, layout_, comparison_, {.analysis = RecordWork::Analysis::kShingles});
    if (!parser) return std::unexpected(std::move(parser.error()));
    parser_ = std::make_unique<RecordParser>(std::move(*parser));
  }
  batch_.block.bytes = {line.data(), line.size()};
  parser_->parse(batch_);
  if (batch_.features.size() != 1) return std::unexpected(input_has_changed(path));
  const std::span<const std::uint64_t> shingles = batch_.features.shingles(0);
  if (static_cast<std::uint32_t>(NearDigester::list_key(shingles).low) != entry.check) {
    return std::unexpected(input_has_changed(path));
  }
  out.assign(shingles.begin(), shingles.end());
  return {};
}

}  // namespace leitong
