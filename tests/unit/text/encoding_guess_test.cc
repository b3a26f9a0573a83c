#include "text/encoding_guess.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <optional>
#include <random>
#include <string>

namespace leitong {
namespace {

constexpr char kChinese[] =
    "雷同是说两篇文章写得一样，没有自己的意思。我们在很大的文字里找出重复的地方，只留下一份，其余的"
    "原样写回。";
constexpr char kTraditional[] =
    "雷同是說兩篇文章寫得一樣，沒有自己的意思。我們在很大的文字裡找出重複的地方，只留下一份，其餘的"
    "原樣寫回。";
constexpr char kJapanese[] =
    "この文章は日本語で書かれています。同じところを見つけて、一つだけを残します。ほかはそのまま書き"
    "戻します。";
constexpr char kKorean[] =
    "이 글은 한국어로 쓰여 있습니다. 같은 곳을 찾아서 하나만 남기고 나머지는 그대로 다시 씁니다.";
constexpr char kRussian[] =
    "Этот текст написан по-русски. Мы ищем одинаковые места, оставляем одно, а остальное пишем как "
    "было.";

std::string encoded(const std::string& utf8, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string result(4 * utf8.size(), '\0');
  const int length = ucnv_convert(encoding, "UTF-8", result.data(), static_cast<int>(result.size()),
                                  utf8.data(), static_cast<int>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status));
  result.resize(static_cast<std::size_t>(length));
  return result;
}

TEST(EncodingGuess, KnowsTheUsualOnes) {
  EXPECT_EQ(guess_encoding(encoded(kChinese, "GB18030")), "GB18030");
  EXPECT_EQ(guess_encoding(encoded(kTraditional, "Big5")), "BIG5");
  EXPECT_EQ(guess_encoding(encoded(kJapanese, "Shift_JIS")), "SHIFT_JIS");
  EXPECT_EQ(guess_encoding(encoded(kJapanese, "EUC-JP")), "EUC-JP");
  EXPECT_EQ(guess_encoding(encoded(kKorean, "EUC-KR")), "EUC-KR");
  EXPECT_EQ(guess_encoding(encoded(kRussian, "windows-1251")), "CP1251");
  EXPECT_EQ(guess_encoding("\xFF\xFE" + encoded(kChinese, "UTF-16LE")), "UTF-16LE");
  EXPECT_EQ(guess_encoding("\xFE\xFF" + encoded(kChinese, "UTF-16BE")), "UTF-16BE");
}

TEST(EncodingGuess, SaysNothingWhereItIsUtf8OrAnyone) {
  EXPECT_EQ(guess_encoding(kChinese), std::nullopt);
  EXPECT_EQ(guess_encoding(""), std::nullopt);
  std::mt19937 random(5);
  std::string noise;
  for (int i = 0; i < 4096; ++i) noise += static_cast<char>(random());
  EXPECT_EQ(guess_encoding(noise), std::nullopt);
}

}  // namespace
}  // namespace leitong
