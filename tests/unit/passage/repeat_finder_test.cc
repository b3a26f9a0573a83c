#include "passage/repeat_finder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "passage/anchor_index.h"
#include "passage/anchors.h"
#include "passage/record_piece.h"
#include "reference/repeated_windows.h"

namespace leitong {
namespace {

using reference::FoundRepeat;
using reference::RepeatedWindows;
using reference::WeightedText;

constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

// The text itself, in stretches of at most so many units.
class TextSource final : public UnitSource {
 public:
  TextSource(const WeightedText& text, std::size_t stretch) : text_(text), stretch_(stretch) {}

  SourceText at(std::uint64_t position) override {
    std::size_t begin = position / stretch_ * stretch_;
    std::size_t end = std::min(begin + stretch_, text_.units.size());
    const std::size_t record = text_.record[position];
    EXPECT_NE(record, WeightedText::kNoRecord) << "position " << position;
    while (text_.record[begin] != record) ++begin;
    while (text_.record[end - 1] != record) --end;
    return {.units = std::u16string_view(text_.units).substr(begin, end - begin),
            .position = begin,
            .begins_record = begin == 0 || text_.record[begin - 1] != record,
            .ends_record = text_.record[end] != record};
  }

  bool carries_weight(std::uint64_t position) override { return text_.carries_weight[position]; }

 private:
  const WeightedText& text_;
  std::size_t stretch_;
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
  Search(const WeightedText& text, std::uint32_t window_weight, const Settings& settings)
      : text_(text),
        window_weight_(window_weight),
        settings_(settings),
        source_(text, std::min(settings.stretch, text.units.size() + 1)) {}

  std::vector<FoundRepeat> run() {
    pass([&](const RecordPiece& piece) {
      for (const Anchor& anchor : piece.anchors) {
        index_.add(anchor.fingerprint, piece.position + anchor.position);
      }
    });
    index_.finish();
    RepeatFinder finder(window_weight_, index_, source_, settings_.many_places);
    std::vector<Repeat> repeats;
    end_record_ = [&] { finder.end_record(repeats); };
    pass([&](const RecordPiece& piece) {
      if (settings_.within_record) finder.set_first_position(record_begin_);
      finder.find(piece, repeats);
    });
    std::vector<FoundRepeat> found;
    for (const Repeat& repeat : repeats) {
      // How far they reach back depends on the pieces.
      const std::size_t before = settings_.piece == kNever ? repeat.before : 0;
      found.push_back({repeat.begin, repeat.end, repeat.source, before});
    }
    return found;
  }

 private:
  void pass(const std::function<void(const RecordPiece&)>& take) {
    AnchorSelector selector(window_weight_);
    RecordSeam seam(window_weight_);
    const std::u16string_view units = text_.units;
    for (record_begin_ = 0; record_begin_ < units.size();) {
      std::size_t record_end = record_begin_;
      while (text_.record[record_end] != WeightedText::kNoRecord) ++record_end;
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

  const WeightedText& text_;
  std::uint32_t window_weight_;
  Settings settings_;
  TextSource source_;
  AnchorIndex index_;
  std::size_t record_begin_ = 0;
  std::function<void()> end_record_;
};

std::vector<FoundRepeat> by_definition(const WeightedText& text, std::uint32_t window_weight,
                                       bool within_record) {
  const std::vector<std::size_t> all(text.units.size(), 0);
  return RepeatedWindows(text, window_weight).find(within_record ? text.record : all);
}

WeightedText weightless_nowhere(const std::u16string& units) {
  WeightedText text;
  text.add_record(units, std::vector<bool>(units.size(), true));
  return text;
}

std::string show(std::vector<FoundRepeat> repeats, bool with_before = true) {
  std::string text;
  for (FoundRepeat& repeat : repeats) {
    if (!with_before) repeat.before = 0;
    text += "[" + std::to_string(repeat.begin) + "," + std::to_string(repeat.end) + ")=" +
            std::to_string(repeat.source) + "-" + std::to_string(repeat.before) + " ";
  }
  return text;
}

TEST(RepeatFinder, EveryTextOverTwoLetters) {
  for (std::size_t length = 1; length <= 16; ++length) {
    for (std::size_t number = 0; number < std::size_t{1} << length; ++number) {
      std::u16string units;
      for (std::size_t i = 0; i < length; ++i) units += (number >> i & 1) != 0 ? u'b' : u'a';
      const WeightedText text = weightless_nowhere(units);
      for (const std::uint32_t weight : {1U, 2U, 3U, 4U, 5U, 8U}) {
        const auto expected = by_definition(text, weight, false);
        for (const std::size_t many : {std::size_t{0}, kNever}) {
          ASSERT_EQ(Search(text, weight, {.many_places = many}).run(), expected)
              << "length " << length << " number " << number << " weight " << weight;
        }
      }
    }
  }
}

// Records of copied and new stretches, with units of no weight in between.
WeightedText random_text(std::mt19937& random) {
  const std::size_t letters = 1 + random() % 6;
  const auto weightless = 1 + random() % 5;
  WeightedText text;
  std::u16string all;
  for (auto records = 1 + random() % 8; records > 0; --records) {
    std::u16string record;
    for (auto pieces = random() % 6; pieces > 0; --pieces) {
      if (!all.empty() && random() % 2 == 0) {
        const std::size_t from = random() % all.size();
        record += all.substr(from, random() % 90);
      } else {
        for (auto i = random() % 40; i > 0; --i) {
          const bool blank = random() % (2 + weightless) == 0;
          record += static_cast<char16_t>(blank ? u' ' : u'a' + random() % letters);
        }
      }
    }
    all += record;
    std::vector<bool> weights;
    if (weightless % 2 == 0) {
      // Each letter.
      for (const char16_t unit : record) weights.push_back(unit != u' ');
    } else {
      // The first letter of a word.
      for (std::size_t i = 0; i < record.size(); ++i) {
        weights.push_back(record[i] != u' ' && (i == 0 || record[i - 1] == u' '));
      }
    }
    text.add_record(record, weights);
  }
  return text;
}

TEST(RepeatFinder, RandomTextsInPieces) {
  const unsigned seed = 20261122;
  std::mt19937 random(seed);
  for (int round = 0; round < 1500; ++round) {
    const WeightedText text = random_text(random);
    const auto weight = static_cast<std::uint32_t>(1 + random() % 40);
    const bool within_record = random() % 4 == 0;
    const auto expected = by_definition(text, weight, within_record);
    for (const std::size_t many : {std::size_t{0}, std::size_t{1}, std::size_t{16}, kNever}) {
      for (const std::size_t piece : {std::size_t{1}, 1 + random() % 60, kNever}) {
        const Settings settings{.many_places = many,
                                .piece = piece,
                                .stretch = 1 + random() % 100,
                                .within_record = within_record};
        ASSERT_EQ(show(Search(text, weight, settings).run()), show(expected, piece == kNever))
            << "seed " << seed << " round " << round << " weight " << weight << " many " << many
            << " piece " << piece << " stretch " << settings.stretch;
      }
    }
  }
}

TEST(RepeatFinder, APeriodLeavesOneOfIt) {
  std::u16string units;
  for (int i = 0; i < 5; ++i) units += u"abcdefghij";
  const WeightedText text = weightless_nowhere(units);
  EXPECT_EQ(Search(text, 8, {}).run(), (std::vector<FoundRepeat>{{10, 50, 0, 0}}));
}

}  // namespace
}  // namespace leitong
