// The two passes of the substring tier over a text in memory.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "passage/anchor_index.h"
#include "passage/anchors.h"
#include "passage/record_piece.h"
#include "passage/repeat_finder.h"
#include "passage/unit_source.h"
#include "reference/repeated_windows.h"

namespace leitong {

inline constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

// The text itself, in stretches of at most so many units.
class TextSource final : public UnitSource {
 public:
  TextSource(const reference::WeightedText& text, std::size_t stretch)
      : text_(text), stretch_(stretch) {
    for (std::size_t i = 0; i < text.record.size(); ++i) {
      if (text.record[i] == reference::WeightedText::kNoRecord) record_ends_.push_back(i);
    }
  }

  SourceText at(std::uint64_t position) override {
    const std::size_t record = text_.record[position];
    EXPECT_NE(record, reference::WeightedText::kNoRecord) << "position " << position;
    const std::size_t record_begin = record == 0 ? 0 : record_ends_[record - 1] + 1;
    const std::size_t record_end = record_ends_[record];
    const std::size_t stretch_begin = position / stretch_ * stretch_;
    const std::size_t begin = std::max(record_begin, stretch_begin);
    const std::size_t end = std::min(record_end, stretch_begin + stretch_);
    return {.units = std::u16string_view(text_.units).substr(begin, end - begin),
            .position = begin,
            .begins_record = begin == record_begin,
            .ends_record = end == record_end};
  }

  bool carries_weight(std::uint64_t position) override { return text_.carries_weight[position]; }

 private:
  const reference::WeightedText& text_;
  std::size_t stretch_;
  std::vector<std::size_t> record_ends_;  // by record
};

struct Settings {
  std::size_t many_places = RepeatFinder::kManyPlaces;
  std::size_t piece = kNever;    // units
  std::size_t stretch = kNever;  // of the source
  bool within_record = false;
};

// What the two passes find.
class Search {
 public:
  Search(const reference::WeightedText& text, std::uint32_t window_weight, const Settings& settings)
      : text_(text),
        window_weight_(window_weight),
        settings_(settings),
        source_(text, std::min(settings.stretch, text.units.size() + 1)) {}

  std::vector<reference::FoundRepeat> run() {
    pass([&](const RecordPiece& piece) {
      for (const Anchor& anchor : piece.anchors) {
        index_.add(anchor.fingerprint, piece.position + anchor.position, anchor.context);
      }
    });
    index_.finish();
    RepeatFinder finder(window_weight_, index_, source_, settings_.many_places);
    end_record_ = [&] { finder.end_record(repeats_); };
    pass([&](const RecordPiece& piece) {
      if (settings_.within_record) finder.set_first_position(record_begin_);
      finder.find(piece, repeats_);
    });
    std::vector<reference::FoundRepeat> found;
    for (const Repeat& repeat : repeats_) {
      // How far they reach back depends on the pieces.
      const std::size_t before = settings_.piece == kNever ? repeat.before : 0;
      found.push_back({repeat.begin, repeat.end, repeat.source, before});
    }
    return found;
  }

  // What run() found, as the finder gives it.
  [[nodiscard]] const std::vector<Repeat>& repeats() const { return repeats_; }

 private:
  void pass(const std::function<void(const RecordPiece&)>& take) {
    AnchorSelector selector(window_weight_);
    RecordSeam seam(window_weight_);
    const std::u16string_view units = text_.units;
    for (record_begin_ = 0; record_begin_ < units.size();) {
      std::size_t record_end = record_begin_;
      while (text_.record[record_end] != reference::WeightedText::kNoRecord) ++record_end;
      for (std::size_t begin = record_begin_; begin < record_end;) {
        const std::size_t end = begin + std::min(settings_.piece, record_end - begin);
        std::vector<std::uint32_t> weights;
        for (std::size_t i = begin; i < end; ++i) {
          if (text_.carries_weight[i]) weights.push_back(static_cast<std::uint32_t>(i - begin));
        }
        RecordPiece piece{.units = units.substr(begin, end - begin),
                          .begin = 0,
                          .end = end - begin,
                          .weights = weights,
                          .anchors = {},
                          .position = begin,
                          .seed = settings_.within_record ? record_begin_ : 0};
        std::vector<Anchor> anchors;
        selector.select(piece.units, weights, piece.seed, anchors);
        piece.anchors = anchors;
        if (const auto joined = seam.join(piece)) take(*joined);
        take(piece);
        begin = end;
      }
      seam.end_record();
      if (end_record_) end_record_();
      record_begin_ = record_end + 1;
    }
  }

  const reference::WeightedText& text_;
  std::uint32_t window_weight_;
  Settings settings_;
  TextSource source_;
  AnchorIndex index_;
  std::vector<Repeat> repeats_;
  std::size_t record_begin_ = 0;
  std::function<void()> end_record_;
};

}  // namespace leitong
