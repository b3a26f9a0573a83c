// A field of a JSONL record, found where it stands.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitong/error.h"

namespace leitong {

// Bytes behind a line that must be readable, whatever they are (kBlockPadding is as much).
inline constexpr std::size_t kJsonPadding = 64;

// "a.b": the field b of the object a, or the field whose name is "a.b" if the record has one.
class FieldPath {
 public:
  explicit FieldPath(std::string_view path);

  [[nodiscard]] const std::string& whole() const { return whole_; }
  // At least one.
  [[nodiscard]] const std::vector<std::string>& parts() const { return parts_; }

 private:
  std::string whole_;
  std::vector<std::string> parts_;
};

struct JsonField {
  std::string_view raw;  // the bytes between the quotes, as they stand in the line
  bool escaped = false;  // has a backslash; if not, `raw` is the text itself
};

struct FieldValue {
  bool is_number = false;
  double number = 0;  // of a number, to the nearest double
  std::string text;   // of a number, its digits as written; of a string, what it says
};

// Not for use by two threads at once; make one a thread. Allocates only for a line longer than any
// before. Of fields with one name the first counts; names may be written with escapes.
//
// Ill-formed UTF-8 and control characters as such, which JSON forbids, are no reason to refuse a
// record. A line that ends too early or goes on after its object is refused; the inside of values
// that are not asked for is not looked at.
class JsonlParser {
 public:
  JsonlParser();
  ~JsonlParser();
  JsonlParser(JsonlParser&&) noexcept;
  JsonlParser& operator=(JsonlParser&&) noexcept;

  // `line` is without its line end, and kJsonPadding bytes behind it can be read. The result points
  // into `line`. Errors (kInput) have no path or line: the caller knows them.
  [[nodiscard]] Result<JsonField> find(std::string_view line, const FieldPath& path);

  // The number or string at `path`; nullopt if it is missing or something else. Fails only where
  // the line is no JSON object.
  [[nodiscard]] Result<std::optional<FieldValue>> value(std::string_view line,
                                                        const FieldPath& path);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace leitong
