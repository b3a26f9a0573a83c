// Last pass: stretches around characters we are not certain of are given to ICU itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "leitong/segment.h"

namespace leitong {

class HardStretches {
 public:
  explicit HardStretches(std::unique_ptr<Segmenter> icu) : icu_(std::move(icu)) {}

  // Overwrites the bits [begin, end) of `starts` and `words` with ICU's answer for these units,
  // which must stand between two safe boundaries of the text.
  void segment(std::u16string_view text, std::size_t begin, std::size_t end,
               std::span<std::uint64_t> starts, std::span<std::uint64_t> words);

  // Units that ICU was asked about, so far.
  [[nodiscard]] std::uint64_t units() const { return icu_->counts().units; }

 private:
  std::unique_ptr<Segmenter> icu_;
  Segmentation answer_;
};

}  // namespace leitong
