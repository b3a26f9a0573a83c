// What an index holds of a record.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "leitong/hash.h"

namespace leitong {

using StoredId = std::uint32_t;  // order of adding, from 0: the rank

// Where a text stands that is not stored itself.
struct TextReference {
  enum class Form : std::uint8_t { kPlain, kJson, kCsv };  // what makes the text of the bytes there

  std::uint64_t begin = 0;  // bytes [begin, end) of the file
  std::uint64_t end = 0;
  Form form = Form::kPlain;
  Hash128 hash = {};  // of the text

  bool operator==(const TextReference&) const = default;
};

struct StoredRecord {
  std::uint32_t source = 0;  // number of the input it came from
  std::uint64_t line = 0;    // its number there, from 1
  std::uint64_t start = 0;   // bytes [start, end) of the decompressed input
  std::uint64_t end = 0;
  std::string id = {};                          // what names it; empty: nothing does
  std::string text = {};                        // what is compared, as it stood in its field
  std::optional<TextReference> reference = {};  // it is stored instead of the text

  bool operator==(const StoredRecord&) const = default;
};

// One of the tables of band keys (blocks of fingerprints), and a value there.
struct BucketKey {
  std::uint32_t table = 0;  // below 65,536
  std::uint32_t tag = 0;

  bool operator==(const BucketKey&) const = default;
};

// The records that have this value, the oldest first.
struct Bucket {
  BucketKey key;
  std::vector<StoredId> members = {};
};

// How much there is.
struct StoredCounts {
  std::uint32_t records = 0;
  std::uint32_t sources = 0;
  std::uint64_t text_bytes = 0;

  bool operator==(const StoredCounts&) const = default;
};

}  // namespace leitong
