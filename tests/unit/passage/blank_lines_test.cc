#include "passage/blank_lines.h"

#include <gtest/gtest.h>

namespace leitong {
namespace {

TEST(BlankLines, ThoseBeforeStayButNoMoreThanStoodAfter) {
  EXPECT_EQ(blank_lines_kept(6, 5), (BlankLines{.before = 5, .after = 0}));
  EXPECT_EQ(blank_lines_kept(1, 3), (BlankLines{.before = 1, .after = 0}));
}

TEST(BlankLines, WhereOneSideHasNoneTheOthersStay) {
  EXPECT_EQ(blank_lines_kept(0, 3), (BlankLines{.before = 0, .after = 3}));
  EXPECT_EQ(blank_lines_kept(2, 0), (BlankLines{.before = 2, .after = 0}));
  EXPECT_EQ(blank_lines_kept(0, 0), (BlankLines{}));
}

}  // namespace
}  // namespace leitong
