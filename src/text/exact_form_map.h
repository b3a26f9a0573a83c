// The exact form of a text with the way back to its bytes, and the places where it may be cut.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "leitong/fold.h"
#include "leitong/segment.h"

namespace leitong {

// Keeps its memory from text to text. Not for use by two threads at once.
class ExactFormMap {
 public:
  // Any bytes are legal, less than 4 GiB. `utf8` is needed by this call only.
  void make(const Folder& folder, std::string_view utf8);

  // Gives back memory that only make() needs: about half of all, after a long text.
  void forget_fold() { folded_ = {}; }

  [[nodiscard]] const std::u16string& units() const { return units_; }
  // The bytes of the character that a unit came of: where it begins, and where the next begins that
  // left something in the fold.
  [[nodiscard]] std::size_t begin(std::size_t unit) const { return begin_[unit]; }
  [[nodiscard]] std::size_t end(std::size_t unit) const { return end_[unit]; }

  // The first place at or behind `unit`, and the last at or before it, where the text may be cut:
  // at a word boundary (of the exact form), not inside a character or a joined emoji. The two ends
  // are such places.
  [[nodiscard]] std::size_t cut_at_or_behind(std::size_t unit, Segmenter& segmenter);
  [[nodiscard]] std::size_t cut_at_or_before(std::size_t unit, Segmenter& segmenter);

 private:
  [[nodiscard]] bool may_cut(std::size_t unit) const;
  void find_joined(std::string_view utf8);
  void find_boundaries(Segmenter& segmenter);

  FoldedText folded_;
  std::u16string units_;
  std::vector<std::uint32_t> begin_;
  std::vector<std::uint32_t> end_;
  // By unit: whether a zero-width joiner stands before its character. Empty: there is none.
  std::vector<bool> joined_;
  Segmentation segmentation_;
  bool segmented_ = false;
};

}  // namespace leitong
