#include "passage/line_fates.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace leitong {
namespace {

// One character a line: '.' blank, 'k' a paragraph that stays, 'r' one that is removed. The answer
// shows what is left: kept lines as they were, '-' for each line that goes.
std::string lines_left(std::string_view lines) {
  LineFates fates;
  for (const char line : lines) {
    if (line == '.') {
      fates.blank();
    } else {
      fates.paragraph(line == 'r');
    }
  }
  fates.end();
  std::string left;
  for (const char line : lines) left += fates.take() ? line : '-';
  EXPECT_TRUE(fates.empty());
  return left;
}

TEST(LineFates, WithoutRepeatsAllStays) {
  EXPECT_EQ(lines_left(""), "");
  EXPECT_EQ(lines_left("..."), "...");
  EXPECT_EQ(lines_left(".k..kk."), ".k..kk.");
}

TEST(LineFates, OfABlankSeparatedCopyNothingStays) {
  // A scraped page that holds one block twice: blank, text, five blanks, and again.
  EXPECT_EQ(lines_left(".kk......rr....."), ".kk.....--------");
}

TEST(LineFates, BlankLinesInsideARunGoWithIt) { EXPECT_EQ(lines_left("k.r..r.k"), "k.-----k"); }

TEST(LineFates, WhereOneSideHasNoBlankLineTheOthersStay) {
  EXPECT_EQ(lines_left("k..rk"), "k..-k");
  EXPECT_EQ(lines_left("kr..k"), "k-..k");
  EXPECT_EQ(lines_left("krk"), "k-k");
}

TEST(LineFates, ATextThatLosesEverythingLeavesNothing) {
  EXPECT_EQ(lines_left("..r.r..."), "--------");
  EXPECT_EQ(lines_left("r"), "-");
}

TEST(LineFates, AtTheStartOfATextThatGoesOn) { EXPECT_EQ(lines_left("..r.k"), ".---k"); }

}  // namespace
}  // namespace leitong
