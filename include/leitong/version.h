// What a result is a function of, besides input and options: four versions (docs/design.md section
// 5).
#pragma once

#include <string>

namespace leitong {

struct Identity {
  std::string sketch_format;  // "fill-1": shingle hashes, MinHash, SimHash, band keys
  std::string fold_table;     // hash of the fold table, 16 hexadecimal digits
  std::string icu;            // "72.1"
  std::string dictionary;     // hash of ICU's CJK dictionary, 16 hexadecimal digits

  bool operator==(const Identity&) const = default;
};

[[nodiscard]] Identity identity();

// "0.1.0"
[[nodiscard]] const char* version();

}  // namespace leitong
