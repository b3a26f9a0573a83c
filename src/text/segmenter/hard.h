// Last pass: the stretches around characters that the bitmaps do not know.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "leitong/segment.h"
#include "text/segmenter/classes.h"
#include "text/segmenter/rules.h"

namespace leitong {

class HardStretches {
 public:
  // `rules` must live as long.
  HardStretches(const WordRules& rules, std::unique_ptr<Segmenter> icu);

  // Overwrites the bits [begin, end) of `starts` and `words`, which must stand between two safe
  // boundaries of the text. `classes` are those of the units from `base` on. Where two divided
  // characters stand together the bits of `starts` are the dictionary's answer.
  void segment(std::u16string_view text, std::size_t begin, std::size_t end, std::size_t base,
               std::span<const ClassBits> classes, std::span<std::uint64_t> starts,
               std::span<std::uint64_t> words);

  // Units of stretches so far, and of these, what ICU was asked about.
  [[nodiscard]] std::uint64_t walked_units() const { return walked_units_; }
  [[nodiscard]] std::uint64_t icu_units() const { return icu_->counts().units; }

 private:
  [[nodiscard]] bool needs_dictionary(char32_t hard) const;

  const WordRules& rules_;
  std::unique_ptr<Segmenter> icu_;
  Segmentation answer_;
  std::uint64_t walked_units_ = 0;
};

}  // namespace leitong
