// Cuts passages out of a line, so that the rest reads as if it had been written once.
#pragma once

#include <cstddef>
#include <vector>

#include "text/exact_form_map.h"

namespace leitong {

// Half-open: units of a line's exact form, or bytes.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool operator==(const Span&) const = default;
};

// What goes of a line of `bytes` bytes when the units of `passages` do; they are in order and do
// not touch. False if nothing is left but white space; then the line goes as a whole. Overwrites
// `holes`.
//
// Of the white space on both sides of a passage that before it stays, or the other where there is
// none. The indent of the line stays, white space at its end does not.
[[nodiscard]] bool cut_line(const ExactFormMap& line, std::size_t bytes,
                            const std::vector<Span>& passages, std::vector<Span>& holes);

}  // namespace leitong
