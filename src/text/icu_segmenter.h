// ICU's own word boundaries: the reference that every faster segmenter is held against.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "leitong/error.h"
#include "leitong/segment.h"

namespace leitong {

// One word BreakIterator for the root locale, over UTF-16, reused from text to text.
class IcuSegmenter final : public Segmenter {
 public:
  [[nodiscard]] static Result<std::unique_ptr<IcuSegmenter>> create();
  ~IcuSegmenter() override;

  void segment(std::u16string_view text, Segmentation& out) override;
  [[nodiscard]] SegmenterCounts counts() const override {
    return {.units = units_, .walked_units = 0, .icu_units = units_};
  }

 private:
  struct Iterator;
  explicit IcuSegmenter(std::unique_ptr<Iterator> iterator);
  std::unique_ptr<Iterator> iterator_;
  std::uint64_t units_ = 0;
};

}  // namespace leitong
