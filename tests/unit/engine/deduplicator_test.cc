#include "leitong/deduplicator.h"

#include <gtest/gtest.h>

#include <string>

namespace leitong {
namespace {

TEST(Deduplicator, AnswersAtOnceAndNamesTheEarlierText) {
  Result<Deduplicator> dedup = Deduplicator::create({});
  ASSERT_TRUE(dedup.has_value()) << dedup.error().message();
  const std::string news =
      "昨天下午，市图书馆新馆正式向读者开放。新馆藏书四十万册，设有阅览座位一千二百个。";
  EXPECT_TRUE(dedup->add(news).kept());
  EXPECT_TRUE(dedup->add("The harbour museum opens its restored lightship on Saturday.").kept());
  const Verdict repeat = dedup->add(
      "昨天下午，市圖書館新館正式向讀者開放。新館藏書四十萬冊，設有閱覽座位一千二百個。");
  ASSERT_FALSE(repeat.kept());
  EXPECT_EQ(*repeat.leader, 0U);
  EXPECT_EQ(repeat.similarity, 1.0);
}

TEST(Deduplicator, NoTextIsMatchedForBeingShort) {
  Result<Deduplicator> dedup = Deduplicator::create({});
  ASSERT_TRUE(dedup.has_value());
  EXPECT_TRUE(dedup->add("好").kept());
  EXPECT_TRUE(dedup->add("坏").kept());
  EXPECT_TRUE(dedup->add("!").kept());
  EXPECT_TRUE(dedup->add("?").kept());
  EXPECT_TRUE(dedup->add("").kept());
  EXPECT_TRUE(dedup->add(" ").kept());
  EXPECT_FALSE(dedup->add("好").kept());
  EXPECT_FALSE(dedup->add("!").kept());
  EXPECT_FALSE(dedup->add("").kept());
}

TEST(Deduplicator, ExactTellsPunctuationApartAndNearDoesNot) {
  Result<Deduplicator> near = Deduplicator::create({});
  Result<Deduplicator> exact = Deduplicator::create({.method = Method::kExact});
  ASSERT_TRUE(near && exact);
  const std::string stop = "the library is closed today.";
  const std::string mark = "The library  is closed today!";
  EXPECT_TRUE(near->add(stop).kept());
  EXPECT_FALSE(near->add(mark).kept());
  EXPECT_TRUE(exact->add(stop).kept());
  EXPECT_TRUE(exact->add(mark).kept());
  EXPECT_FALSE(exact->add("THE LIBRARY is closed today.").kept());
}

TEST(Deduplicator, OptionsWithoutMeaningAreRefused) {
  for (const Comparison& comparison :
       {Comparison{.threshold = 0}, Comparison{.threshold = 1.5}, Comparison{.shingle = 0},
        Comparison{.method = Method::kSimhash, .distance = 40}}) {
    const Result<Deduplicator> dedup = Deduplicator::create(comparison);
    ASSERT_FALSE(dedup.has_value());
    EXPECT_EQ(dedup.error().kind, Error::Kind::kUsage);
  }
}

TEST(Deduplicator, AnyBytesAreLegal) {
  Result<Deduplicator> dedup = Deduplicator::create({.tokens = TokenKind::kChar});
  ASSERT_TRUE(dedup.has_value());
  const std::string bytes("\xFF\x00\xC0 abcdefg \xED\xA0\x80", 15);
  EXPECT_TRUE(dedup->add(bytes).kept());
  EXPECT_FALSE(dedup->add(bytes).kept());
}

}  // namespace
}  // namespace leitong
