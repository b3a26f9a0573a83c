#include "engine/batch/place_file.h"

#include <array>
#include <utility>

#include "engine/batch/numbers.h"

namespace leitong {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 16;
constexpr std::size_t kEntryBytes = 40;

}  // namespace

Result<PlaceFile> PlaceFile::create(const std::string& temp_dir) {
  Result<Spool> places = Spool::create(temp_dir);
  if (!places) return std::unexpected(std::move(places.error()));
  Result<Spool> ids = Spool::create(temp_dir);
  if (!ids) return std::unexpected(std::move(ids.error()));
  return PlaceFile(std::move(*places), std::move(*ids));
}

Result<void> PlaceFile::add(const Place& place, std::string_view id) {
  append_number(new_places_, place.input, 4);
  append_number(new_places_, id.size(), 4);
  append_number(new_places_, place.record);
  append_number(new_places_, place.start);
  append_number(new_places_, place.end);
  append_number(new_places_, ids_.size() + new_ids_.size());
  new_ids_ += id;
  if (new_places_.size() + new_ids_.size() < kBufferBytes) return {};
  return finish();
}

Result<void> PlaceFile::finish() {
  if (Result<void> written = places_.append(new_places_); !written) return written;
  if (Result<void> written = ids_.append(new_ids_); !written) return written;
  new_places_.clear();
  new_ids_.clear();
  return {};
}

Result<PlaceFile::Entry> PlaceFile::at(std::uint64_t number) const {
  std::array<char, kEntryBytes> bytes{};
  if (Result<void> read = places_.read(number * kEntryBytes, bytes); !read) {
    return std::unexpected(std::move(read.error()));
  }
  std::string_view rest(bytes.data(), bytes.size());
  Entry entry;
  entry.place.input = static_cast<std::uint32_t>(take_number(rest, 4));
  entry.id.resize(take_number(rest, 4));
  entry.place.record = take_number(rest);
  entry.place.start = take_number(rest);
  entry.place.end = take_number(rest);
  if (Result<void> read = ids_.read(take_number(rest), entry.id); !read) {
    return std::unexpected(std::move(read.error()));
  }
  return entry;
}

}  // namespace leitong
