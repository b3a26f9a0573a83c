#include "engine/line_cut.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "leitong/fold.h"

namespace leitong {
namespace {

// What is left of `line` where `passages` of its exact form are cut out; "(gone)" if nothing.
std::string left(std::string_view line, const std::vector<Span>& passages) {
  const Folder folder;
  ExactFormMap map;
  map.make(folder, line);
  std::vector<Span> holes;
  if (!cut_line(map, line.size(), passages, holes)) return "(gone)";
  std::string rest;
  std::size_t at = 0;
  for (const Span& hole : holes) {
    EXPECT_LE(at, hole.begin);
    EXPECT_LT(hole.begin, hole.end);
    rest += line.substr(at, hole.begin - at);
    at = hole.end;
  }
  return rest += line.substr(at);
}

TEST(LineCut, OfTheSpacesOnBothSidesThoseBeforeStay) {
  EXPECT_EQ(left("one two three", {{4, 7}}), "one three");
  EXPECT_EQ(left("one  two \t three", {{4, 7}}), "one  three");
  EXPECT_EQ(left("one(two) three", {{3, 8}}), "one three");
  EXPECT_EQ(left("one two, three", {{4, 7}}), "one , three");
  EXPECT_EQ(left("甲乙丙丁", {{1, 3}}), "甲丁");
}

TEST(LineCut, AtTheEndsOfALine) {
  EXPECT_EQ(left("  one two", {{0, 3}}), "  two") << "the indent stays";
  EXPECT_EQ(left("one two  ", {{4, 7}}), "one") << "nothing hangs over";
  EXPECT_EQ(left("　　甲乙 丙", {{0, 2}}), "　　丙");
}

TEST(LineCut, WhatLosesEverythingGoes) {
  EXPECT_EQ(left("one two", {{0, 7}}), "(gone)");
  EXPECT_EQ(left(" one two ", {{0, 3}, {4, 7}}), "(gone)");
  EXPECT_EQ(left("甲乙", {{0, 1}, {1, 2}}), "(gone)");
}

TEST(LineCut, SeveralPassages) {
  EXPECT_EQ(left("a b c d e", {{2, 3}, {6, 7}}), "a c e");
  EXPECT_EQ(left("a b c d e", {{0, 1}, {4, 5}, {8, 9}}), "b d");
  EXPECT_EQ(left("a b c d", {{2, 3}, {4, 5}}), "a d") << "a space alone is not left between two";
}

TEST(LineCut, WhatTheFoldChangesIsCutWhereItWasWritten) {
  EXPECT_EQ(left("ＡＢ　ＣＤ", {{0, 2}}), "ＣＤ");
  EXPECT_EQ(left("漢字 e\u0301te\u0301 x", {{3, 6}}), "漢字 x");
  EXPECT_EQ(left("a\u200Db c", {{3, 4}}), "a\u200Db") << "what vanishes goes with what it follows";
}

}  // namespace
}  // namespace leitong
