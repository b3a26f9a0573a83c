// A record that waits for its verdict, as it is spilled.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/record/record_texts.h"

namespace leitong {

struct PendingRecord {
  std::uint64_t number = 0;  // in reading order
  std::uint32_t input = 0;
  ShinglePlace shingles = {};           // where texts are compared by them
  std::vector<std::uint32_t> met;       // by bucket, as NearLeaders counts them; empty: none
  std::vector<std::uint64_t> compared;  // what is: the digest, or the two words of a key

  // Appends an entry's value.
  void append_to(std::string& value) const;
  // From such a value; `tables`: as many counts `met` gets.
  void read(std::string_view value, std::size_t tables);
};

}  // namespace leitong
