// ICU's word boundaries, boundary for boundary, many times faster. See fast_segmenter.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "leitong/error.h"
#include "leitong/segment.h"
#include "text/segmenter/classes.h"
#include "text/segmenter/hard.h"
#include "text/segmenter/pairs.h"
#include "text/segmenter/pieces.h"
#include "text/segmenter/rule_bits.h"
#include "text/segmenter/tables.h"

namespace leitong {

class FastSegmenter final : public Segmenter {
 public:
  // Units that are classified at once, if they hold a safe boundary. Small in tests.
  static constexpr std::size_t kWindow = 4096;

  // Fails (kInternal), and says why, if the tables are not for the ICU that is linked.
  [[nodiscard]] static Result<std::unique_ptr<FastSegmenter>> create(std::size_t window = kWindow);

  void segment(std::u16string_view text, Segmentation& out) override;
  [[nodiscard]] SegmenterCounts counts() const override {
    return {.units = units_, .walked_units = hard_.walked_units(), .icu_units = hard_.icu_units()};
  }

 private:
  FastSegmenter(const LinkedTables& linked, std::unique_ptr<Segmenter> icu, std::size_t window);

  struct Range {
    std::size_t begin;
    std::size_t end;
  };
  void run_passes(std::u16string_view window);
  void write(std::size_t base, Range range, Segmentation& out) const;
  void settle_hard(std::u16string_view text, std::size_t base, Range range, Segmentation& out);
  [[nodiscard]] std::size_t last_safe(std::size_t below) const;

  SegmenterTables tables_;
  ClassSets sets_;
  Pieces pieces_;
  HardStretches hard_;
  std::size_t window_;
  std::uint64_t units_ = 0;

  // Of the window.
  std::size_t block_count_ = 0;
  std::vector<Code> codes_;
  std::vector<ClassBits> classes_;
  std::vector<Cell> cells_;
  std::vector<PairBits> pairs_;
  std::vector<RuleBits> rules_;
  std::vector<std::uint64_t> divided_starts_;
};

}  // namespace leitong
