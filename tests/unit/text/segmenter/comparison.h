// Holds a segmenter against the shortest program that can be written with ICU.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "leitong/segment.h"
#include "reference/slow_words.h"
#include "text/segmenter/fast_segmenter.h"
#include "unit/text/segmenter/difference.h"

namespace leitong {

inline std::unique_ptr<FastSegmenter> fast_segmenter(std::size_t window = FastSegmenter::kWindow) {
  auto made = FastSegmenter::create(window);
  EXPECT_TRUE(made.has_value()) << made.error().what;
  return std::move(*made);
}

class Comparison {
 public:
  testing::AssertionResult same(Segmenter& segmenter, std::u16string_view text) {
    segmenter.segment(text, found_);
    expected_.units = text.size();
    expected_.starts.assign(text.size() / 64 + 1, 0);
    expected_.words.assign(text.size() / 64 + 1, 0);
    for (const reference::Word& word : icu_.segments(text)) {
      expected_.starts[word.begin / 64] |= std::uint64_t{1} << (word.begin % 64);
      expected_.words[word.begin / 64] |= std::uint64_t{word.is_word} << (word.begin % 64);
    }
    const std::string where = difference(text, found_, expected_);
    if (where.empty()) return testing::AssertionSuccess();
    return testing::AssertionFailure() << where;
  }

 private:
  reference::WordLoop icu_;
  Segmentation found_;
  Segmentation expected_;
};

}  // namespace leitong
