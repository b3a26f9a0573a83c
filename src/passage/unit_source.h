// Text that was read before, wherever it is kept.
#pragma once

#include <cstdint>
#include <string_view>

namespace leitong {

// A stretch of one record.
struct SourceText {
  std::u16string_view units;
  std::uint64_t position = 0;  // of units[0]
  bool begins_record = true;   // no unit of this record stands before it
  bool ends_record = true;     // … or behind it
};

class UnitSource {
 public:
  virtual ~UnitSource() = default;

  // A stretch that holds the unit at `position`, valid until the next call; no units where it can't
  // be had. Always the same units for the same position.
  [[nodiscard]] virtual SourceText at(std::uint64_t position) = 0;

  // Whether the unit at `position` carries weight where it stands.
  [[nodiscard]] virtual bool carries_weight(std::uint64_t position) = 0;
};

}  // namespace leitong
