// LEB128 numbers, then words of 64 bits, little-endian:
//
//   number, input, begin and length of what gives the shingles,
//   how many buckets were met, and of each its table and its count,
//   the words that are compared, to the end
//
// With MinHash by default these are 20 words, and all of a record takes about 175 bytes.
#include "engine/batch/pending_record.h"

#include <algorithm>

#include "engine/batch/numbers.h"

namespace leitong {

void PendingRecord::append_to(std::string& value) const {
  append_short(value, number);
  append_short(value, input);
  append_short(value, shingles.begin);
  append_short(value, shingles.length);
  append_short(value, static_cast<std::uint64_t>(std::ranges::count_if(
                          met, [](std::uint32_t count) { return count > 0; })));
  for (std::size_t table = 0; table < met.size(); ++table) {
    if (met[table] == 0) continue;
    append_short(value, table);
    append_short(value, met[table]);
  }
  for (const std::uint64_t word : compared) append_number(value, word);
}

void PendingRecord::read(std::string_view value, std::size_t tables) {
  number = take_short(value);
  input = static_cast<std::uint32_t>(take_short(value));
  shingles.begin = take_short(value);
  shingles.length = static_cast<std::uint32_t>(take_short(value));
  shingles.input = input;
  met.assign(tables, 0);
  for (std::uint64_t left = take_short(value); left > 0; --left) {
    const std::uint64_t table = take_short(value);
    met[table] = static_cast<std::uint32_t>(take_short(value));
  }
  compared.clear();
  while (!value.empty()) compared.push_back(take_number(value));
}

}  // namespace leitong
