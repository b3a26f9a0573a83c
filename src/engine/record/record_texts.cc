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

void RecordTexts::add(RecordId record, const std::optional<TextPlace>& place,
                      const Hash128& list_key) {
  Entry entry{.record = record};
  // Longer records go to the spool.
  if (place && place->end - place->begin <= std::numeric_limits<std::uint32_t>::max()) {
    entry.begin = place->begin;
    entry.length = static_cast<std::uint32_t>(place->end - place->begin);
    entry.input = place->input;
    entry.check = static_cast<std::uint32_t>(list_key.low);
    // While its name still leads to it; what fails here fails again when it matters.
    if (newest_input_ != place->input) static_cast<void>(files_.open(place->input));
    newest_input_ = place->input;
  }
  entries_.push_back(entry);
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
  return last.record == record && is_in_file(last);
}

bool RecordTexts::shingles(RecordId record, std::vector<std::uint64_t>& out) {
  if (failure_) return false;
  const Entry& entry = find(record);
  const bool spooled = (entry.begin & kInSpool) != 0;
  return check(spooled ? read_spool(entry, out) : read_text(entry, out));
}

void RecordTexts::leaves_cache(RecordId record, std::span<const std::uint64_t> shingles) {
  Entry& entry = find(record);
  if (failure_ || entry.begin != kNowhere) return;
  if (!spool_) {
    Result<Spool> created = Spool::create(options_.temp_dir);
    if (!created) {
      failure_ = std::move(created.error());
      return;
    }
    spool_.emplace(std::move(*created));
  }
  entry.begin = spool_->size() | kInSpool;
  entry.length = static_cast<std::uint32_t>(shingles.size());
  const auto bytes = std::as_bytes(shingles);
  check(spool_->append({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
}

bool RecordTexts::check(const Result<void>& result) {
  if (!result && !failure_) failure_ = result.error();
  return result.has_value();
}

Result<void> RecordTexts::read_spool(const Entry& entry, std::vector<std::uint64_t>& out) const {
  out.resize(entry.length);
  const auto bytes = std::as_writable_bytes(std::span(out));
  return spool_->read(entry.begin ^ kInSpool,
                      {reinterpret_cast<char*>(bytes.data()), bytes.size()});
}

Result<void> RecordTexts::read_text(const Entry& entry, std::vector<std::uint64_t>& out) {
  const std::string& path = options_.inputs[entry.input];
  const Result<const FileDescriptor*> file = files_.open(entry.input);
  if (!file) return std::unexpected(file.error());
  bytes_.assign(entry.length + kBlockPadding, '\0');
  const std::span<char> line = std::span(bytes_).first(entry.length);
  if (const int code = (*file)->read_at(entry.begin, line); code != 0) {
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
