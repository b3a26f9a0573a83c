#include "engine/json/json_text.h"

#include <gtest/gtest.h>

#include <string>

namespace leitong {
namespace {

std::string quoted(std::string_view bytes) {
  std::string json;
  append_json_string(json, bytes);
  return json;
}

TEST(JsonText, EscapesWhatMustBe) {
  EXPECT_EQ(quoted("a\"b\\c\n\r\t"), R"("a\"b\\c\n\r\t")");
  EXPECT_EQ(quoted(std::string_view("\0\x1F", 2)), R"("\u0000\u001f")");
}

TEST(JsonText, PassesUtf8On) { EXPECT_EQ(quoted("雷同 é 𠀀"), "\"雷同 é 𠀀\""); }

TEST(JsonText, ReplacesWhatIsNotUtf8) { EXPECT_EQ(quoted("a\xFF\xE9\x9B"), R"("a\ufffd\ufffd")"); }

TEST(JsonText, DecimalsAreFixed) {
  std::string json;
  append_decimal(json, 0.87296, 4);
  append_decimal(json, 1, 4);
  EXPECT_EQ(json, "0.87301.0000");
}

}  // namespace
}  // namespace leitong
