#include "text/exact_form_map.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <string_view>

#include "leitong/fold.h"
#include "leitong/segment.h"
#include "reference/random_text.h"

namespace leitong {
namespace {

std::string to_utf8(std::u16string_view units) {
  std::string utf8;
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t c = units[i];
    if ((c & 0xFC00) == 0xD800 && i + 1 < units.size() && (units[i + 1] & 0xFC00) == 0xDC00) {
      c = 0x10000 + ((c & 0x3FF) << 10) + (units[++i] & 0x3FF);
    } else if ((c & 0xF800) == 0xD800) {
      c = 0xFFFD;
    }
    if (c < 0x80) {
      utf8 += static_cast<char>(c);
      continue;
    }
    const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    utf8 += static_cast<char>((0xF00 >> more & 0xFF) | (c >> (6 * more)));
    for (int i_more = more; i_more-- > 0;) {
      utf8 += static_cast<char>(0x80 | (c >> (6 * i_more) & 0x3F));
    }
  }
  return utf8;
}

class ExactFormMapTest : public testing::Test {
 protected:
  Folder folder_;
  ExactFormMap map_;
  std::unique_ptr<Segmenter> segmenter_ = make_segmenter(SegmenterKind::kAuto).value();
};

TEST_F(ExactFormMapTest, IsTheExactForm) {
  const unsigned seed = 20261122;
  std::mt19937 random(seed);
  FoldedText folded;
  std::u16string expected;
  for (int round = 0; round < 3000; ++round) {
    const std::string text = to_utf8(reference::random_text(random, random() % 60));
    folder_.fold(text, folded);
    exact_form(folded.units, expected);
    map_.make(folder_, text);
    ASSERT_EQ(map_.units(), expected) << "seed " << seed << " round " << round;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      ASSERT_LT(map_.begin(i), map_.end(i)) << "seed " << seed << " round " << round;
      ASSERT_LE(map_.end(i), text.size()) << "seed " << seed << " round " << round;
      if (i > 0) {
        ASSERT_LE(map_.begin(i - 1), map_.begin(i)) << "seed " << seed << " round " << round;
      }
    }
  }
}

// The fold of what stands on both sides of a cut is the fold of the whole, cut there.
TEST_F(ExactFormMapTest, CutsTearNoCharacter) {
  const unsigned seed = 7;
  std::mt19937 random(seed);
  ExactFormMap half;
  for (int round = 0; round < 2000; ++round) {
    const std::string text = to_utf8(reference::random_text(random, 1 + random() % 30));
    map_.make(folder_, text);
    if (map_.units().empty()) continue;
    const std::size_t unit = random() % map_.units().size();
    const std::size_t behind = map_.cut_at_or_behind(unit, *segmenter_);
    const std::size_t before = map_.cut_at_or_before(unit, *segmenter_);
    ASSERT_LE(unit, behind);
    ASSERT_GE(unit, before);
    for (const std::size_t cut : {before, behind}) {
      if (cut == map_.units().size()) continue;
      half.make(folder_, std::string_view(text).substr(map_.begin(cut)));
      std::u16string expected = map_.units().substr(cut);
      if (expected.starts_with(u' ')) expected.erase(0, 1);
      ASSERT_EQ(half.units(), expected) << "seed " << seed << " round " << round;
    }
  }
}

TEST_F(ExactFormMapTest, CutsAtWords) {
  map_.make(folder_, "北京大学 and Ｗords");
  EXPECT_EQ(map_.units(), u"北京大学 and words");
  EXPECT_EQ(map_.cut_at_or_behind(1, *segmenter_), 2U);
  EXPECT_EQ(map_.cut_at_or_before(1, *segmenter_), 0U);
  EXPECT_EQ(map_.cut_at_or_behind(6, *segmenter_), 8U);
  EXPECT_EQ(map_.cut_at_or_before(11, *segmenter_), 9U);
}

TEST_F(ExactFormMapTest, NotInsideWhatOneCharacterBecomes) {
  map_.make(folder_, "甲㈱乙");
  ASSERT_EQ(map_.units(), u"甲(株)乙");
  EXPECT_EQ(map_.cut_at_or_behind(2, *segmenter_), 4U);
  EXPECT_EQ(map_.cut_at_or_before(3, *segmenter_), 1U);
}

TEST_F(ExactFormMapTest, NotInsideAJoinedEmoji) {
  map_.make(folder_, "a \U0001F468\u200D\U0001F469 b");
  ASSERT_EQ(map_.units(), u"a \U0001F468\U0001F469 b");
  EXPECT_EQ(map_.cut_at_or_behind(4, *segmenter_), 6U);
  EXPECT_EQ(map_.cut_at_or_before(4, *segmenter_), 2U);
}

}  // namespace
}  // namespace leitong
