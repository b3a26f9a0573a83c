#include "io/jsonl.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace leitong {
namespace {

// A line in memory of exactly its size and the padding, so that a sanitizer sees each step beyond.
class PaddedLine {
 public:
  explicit PaddedLine(std::string_view line, char behind = '\n')
      : memory_(std::make_unique<char[]>(line.size() + kJsonPadding)), size_(line.size()) {
    std::memcpy(memory_.get(), line.data(), size_);
    std::memset(memory_.get() + size_, behind, kJsonPadding);
  }
  std::string_view view() const { return {memory_.get(), size_}; }

 private:
  std::unique_ptr<char[]> memory_;
  std::size_t size_;
};

// The raw string at `path`, or "!" and what went wrong.
std::string found(std::string_view line, std::string_view path = "text") {
  static JsonlParser parser;
  const PaddedLine padded(line);
  const auto field = parser.find(padded.view(), FieldPath(path));
  if (!field) return "!" + field.error().what;
  EXPECT_GE(field->raw.data(), padded.view().data());
  EXPECT_LE(field->raw.data() + field->raw.size(), padded.view().data() + padded.view().size());
  EXPECT_EQ(field->escaped, field->raw.find('\\') != std::string_view::npos);
  return std::string(field->raw);
}

constexpr const char* kCutShort = "!JSON is cut short";
constexpr const char* kSyntax = "!JSON syntax error";

TEST(FindField, AnywhereInTheObject) {
  EXPECT_EQ(found(R"({"text":"abc"})"), "abc");
  EXPECT_EQ(found(R"({"text":""})"), "");
  EXPECT_EQ(found(" \t{ \"text\" \t:  \"abc\"  } \t"), "abc");
  EXPECT_EQ(found(R"({"a":1,"b":[1,{"text":"no"}],"text":"abc","c":{"text":"no"}})"), "abc");
  EXPECT_EQ(found(R"({"text":"中文，雷同","id":7})"), "中文，雷同");
  EXPECT_EQ(found("{\"text\":\"abc\"}\r"), "abc");
  EXPECT_EQ(found("\xEF\xBB\xBF{\"text\":\"abc\"}"), "abc");
  EXPECT_EQ(found(R"({"te":"no","textual":"no","text":"abc"})"), "abc");
  EXPECT_EQ(found(R"({"":"empty name"})", ""), "empty name");
}

TEST(FindField, StaysRaw) {
  EXPECT_EQ(found(R"({"text":"a\"b\\"})"), R"(a\"b\\)");
  EXPECT_EQ(found(R"({"text":"\u4e2d\ud83d\ude00\n"})"), R"(\u4e2d\ud83d\ude00\n)");
  EXPECT_EQ(found(R"({"text":"lone \ud83d and \ude00"})"), R"(lone \ud83d and \ude00)");
  EXPECT_EQ(found(R"({"text":"{\"text\":\"x\"},[]:"})"), R"({\"text\":\"x\"},[]:)");
}

TEST(FindField, FirstOfSeveralCounts) {
  EXPECT_EQ(found(R"({"text":"one","text":"two"})"), "one");
  EXPECT_EQ(found(R"({"text":1,"text":"two"})"), "!field \"text\" is not a string");
  EXPECT_EQ(found(R"({"a":{"b":"one"},"a":{"b":"two"}})", "a.b"), "one");
  EXPECT_EQ(found(R"({"a":{},"a":{"b":"two"}})", "a.b"), "!field \"a.b\" is missing");
}

TEST(FindField, NamesMayBeWrittenWithEscapes) {
  EXPECT_EQ(found(R"({"t\u0065xt":"abc"})"), "abc");
  EXPECT_EQ(found(R"({"\"":"quote","a\\b":"backslash"})", "\""), "quote");
  EXPECT_EQ(found(R"({"\"":"quote","a\\b":"backslash"})", "a\\b"), "backslash");
  EXPECT_EQ(found(R"({"\u6b63\u6587":"abc"})", "正文"), "abc");
  EXPECT_EQ(found(R"({"\ud83d":"lone","text":"abc"})"), "abc");
  EXPECT_EQ(found(R"({"正文":"abc"})", "正文"), "abc");
}

TEST(FindField, GoesInsideObjects) {
  EXPECT_EQ(found(R"({"a":{"b":"abc"}})", "a.b"), "abc");
  EXPECT_EQ(found(R"({"a":{"x":[{}],"b":{"c":"abc"},"y":1},"z":0})", "a.b.c"), "abc");
  EXPECT_EQ(found(R"({"a":{"b":"abc"},"a.b":"whole"})", "a.b"), "whole");
  EXPECT_EQ(found(R"({"a.b":"whole","a":{"b":"abc"}})", "a.b"), "whole");
  EXPECT_EQ(found(R"({"a":{"b":1},"a.b":"whole"})", "a.b"), "whole");
  EXPECT_EQ(found(R"({"a":{"a.b":"no"}})", "a.b"), "!field \"a.b\" is missing");
  EXPECT_EQ(found(R"({"a":"not an object"})", "a.b"), "!field \"a.b\" is missing");
  EXPECT_EQ(found(R"({"a":[{"b":"no"}]})", "a.b"), "!field \"a.b\" is missing");
  EXPECT_EQ(found(R"({"a":{"":"abc"}})", "a."), "abc");
}

TEST(FindField, SaysWhatIsWrong) {
  for (const char* line : {"", "  ", "[]", "\"text\"", "1", "null", "text", "\xFF", "}"}) {
    EXPECT_EQ(found(line), "!not a JSON object") << line;
  }
  EXPECT_EQ(found("{}"), "!field \"text\" is missing");
  EXPECT_EQ(found(R"({"Text":"abc"})"), "!field \"text\" is missing");
  for (const char* value : {"1", "null", "true", "[\"abc\"]", "{\"text\":\"abc\"}", "-1e5"}) {
    EXPECT_EQ(found(std::string("{\"text\":") + value + "}"), "!field \"text\" is not a string");
  }
  for (const char* line :
       {R"({"text" "abc"})", R"({text:"abc"})", R"({"text":"abc",})", R"({"text":"abc" "b":1})",
        R"({"text":"abc"x})", R"({"text":x})", R"({"a":,"text":"abc"})", R"({,"text":"abc"})"}) {
    EXPECT_TRUE(found(line).starts_with('!')) << line << " " << found(line);
  }
  EXPECT_EQ(found(R"({"text":"abc)"), kCutShort);
  EXPECT_EQ(found(R"({"text":"abc")"), kCutShort);
  EXPECT_EQ(found(R"({"text":x})"), kSyntax);
  JsonlParser parser;
  const PaddedLine padded("{}");
  EXPECT_EQ(parser.find(padded.view(), FieldPath("text")).error().advice, "--field");
}

TEST(FindField, NothingMayFollowTheObject) {
  for (const char* rest :
       {"x", "{}", "1", ",", "}", "]", "\"", "\"\"", " \xFF", "{\"text\":\"b\"}"}) {
    for (const char* object : {R"({"text":"abc"})", R"({"a":["}\"]",{}],"text":"abc"})"}) {
      EXPECT_EQ(found(std::string(object) + rest), "!something follows the JSON object") << rest;
    }
  }
}

TEST(FindField, IllFormedBytesAndRawControlsAreNoReasonToRefuse) {
  EXPECT_EQ(found("{\"text\":\"a\xFFz\"}"), "a\xFFz");
  EXPECT_EQ(found("{\"text\":\"\xE4\xB8\"}"), "\xE4\xB8");
  EXPECT_EQ(found("{\"text\":\"\xED\xA0\x80 \xC0\x80 \xF4\x90\x80\x80\"}"),
            "\xED\xA0\x80 \xC0\x80 \xF4\x90\x80\x80");
  EXPECT_EQ(found("{\"other\":\"\xFF\",\"text\":\"abc\"}"), "abc");
  EXPECT_EQ(found("{\"text\":\"a\tb\rc\x01\"}"), "a\tb\rc\x01");
  const std::string_view nul("{\"text\":\"a\0b\"}", 14);
  EXPECT_EQ(found(nul), std::string("a\0b", 3));
  EXPECT_EQ(found("{\"k\xFFy\":\"no\",\"text\":\"abc\"}"), "abc");
  EXPECT_EQ(found("{\"k\xFFy\":\"abc\"}", "k\xFFy"), "abc");
  EXPECT_EQ(found("{\"k\xFFy\":\"abc\"}", "k?y"), "!field \"k?y\" is missing");
  EXPECT_TRUE(found("{\"text\":\xFF}").starts_with('!'));
  EXPECT_TRUE(found("{\"text\":\"a\xFF").starts_with('!'));
}

TEST(FindField, NoLineThatWasCutIsTaken) {
  const std::string line =
      "{\"a\":{\"b\":[1,2,{\"c\":\"\\\"\"}]},\"text\":\"a\\\\\xFF中\",\"d\":{\"e\":{}},\"f\":-1."
      "5e3}";
  ASSERT_EQ(found(line), "a\\\\\xFF中");
  for (std::size_t size = 0; size < line.size(); ++size) {
    const std::string cut = line.substr(0, size);
    EXPECT_TRUE(found(cut).starts_with('!')) << cut;
    EXPECT_TRUE(found(cut, "a.b").starts_with('!')) << cut;
    // Whatever stands behind the line, it is not looked at.
    for (const char behind : {'}', '"', ']', '{', ',', '\\', '\xFF'}) {
      JsonlParser parser;
      EXPECT_FALSE(parser.find(PaddedLine(cut, behind).view(), FieldPath("text"))) << cut << behind;
    }
  }
}

TEST(FindField, AnyBytesAtAllDoNoHarm) {
  const std::string line = R"({"a":{"b":[1,"x"]},"text":"abc\n","d":null,"e":2.5})";
  const std::string_view alphabet("{}[]:,\"\\ at1\xFF\0\xE4\n", 17);
  JsonlParser parser;
  std::size_t refused = 0;
  for (std::uint32_t seed = 0; seed < 50'000; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::string changed = line;
    for (auto n = 1 + random() % 4; n > 0; --n) {
      changed[random() % changed.size()] = alphabet[random() % alphabet.size()];
    }
    const PaddedLine padded(changed, alphabet[random() % alphabet.size()]);
    for (const char* path : {"text", "a.b", "d"}) {
      const auto field = parser.find(padded.view(), FieldPath(path));
      refused += field ? 0 : 1;
      if (!field) continue;
      ASSERT_GT(field->raw.data(), padded.view().data());
      ASSERT_LT(field->raw.data() + field->raw.size(), padded.view().data() + changed.size());
      ASSERT_EQ(field->raw.data()[-1], '"');
      ASSERT_EQ(field->raw.data()[field->raw.size()], '"');
    }
    (void)parser.value(padded.view(), FieldPath("e"));
  }
  EXPECT_GT(refused, 50'000U);
}

// The DOM of simdjson reads each line as a whole: what it accepts, the parser must find.
TEST(FindField, AgreesWithAFullParse) {
  simdjson::dom::parser dom;
  JsonlParser parser;
  for (std::uint32_t seed = 0; seed < 5000; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const std::vector<std::string> names = {"text", "a", "b", "t\\u0065xt", "long name"};
    const std::vector<std::string> values = {
        "1", "null", "\"x\"", "\"\\u4e2d y\"", "[1,[2,\"z\"]]", R"({"text":"in","a":"A"})", "{}"};
    std::string line = "{";
    for (auto n = random() % 5; n > 0; --n) {
      line += "\"" + names[random() % names.size()] + "\" : " + values[random() % values.size()];
      if (n > 1) line += " ,";
    }
    line += "}";
    for (const char* name : {"text", "a"}) {
      simdjson::dom::object object;
      ASSERT_EQ(dom.parse(line).get(object), simdjson::SUCCESS) << line;
      std::string expected = "!";
      for (const auto& [key, element] : object) {
        if (key != name) continue;
        std::string_view text;
        if (element.get(text) == simdjson::SUCCESS) expected = std::string(text);
        break;
      }
      std::string got = "!";
      const PaddedLine padded(line);
      if (const auto value = parser.value(padded.view(), FieldPath(name));
          value && *value && !(**value).is_number) {
        got = (**value).text;
      }
      EXPECT_EQ(got, expected) << line;
    }
  }
}

std::optional<FieldValue> value_of(std::string_view line, std::string_view path) {
  JsonlParser parser;
  const PaddedLine padded(line);
  const auto value = parser.value(padded.view(), FieldPath(path));
  EXPECT_TRUE(value.has_value());
  return value ? *value : std::nullopt;
}

TEST(FieldValueOf, NumbersAndStrings) {
  const std::string_view line =
      R"({"i":42 ,"f":-1.5e3,"big":18446744073709551617,"s":"\u4e2d\n","n":null,"o":{"x":7},"b":true})";
  EXPECT_TRUE(value_of(line, "i")->is_number);
  EXPECT_EQ(value_of(line, "i")->number, 42);
  EXPECT_EQ(value_of(line, "i")->text, "42");
  EXPECT_EQ(value_of(line, "f")->number, -1500);
  EXPECT_EQ(value_of(line, "f")->text, "-1.5e3");
  EXPECT_EQ(value_of(line, "big")->number, 18446744073709551616.0);
  EXPECT_EQ(value_of(line, "big")->text, "18446744073709551617");
  EXPECT_FALSE(value_of(line, "s")->is_number);
  EXPECT_EQ(value_of(line, "s")->text, "中\n");
  EXPECT_EQ(value_of(line, "o.x")->number, 7);
  for (const char* path : {"n", "o", "b", "missing", "i.x"}) EXPECT_FALSE(value_of(line, path));
  EXPECT_EQ(value_of("{\"bad\":\"\xFF\",\"i\":5}", "i")->number, 5);
  EXPECT_EQ(value_of("{\"bad\":\"\xFF\",\"i\":5}", "bad")->text, "\xFF");
  EXPECT_EQ(value_of(R"({"lone":"\ud83d"})", "lone")->text, "\uFFFD");

  JsonlParser parser;
  EXPECT_FALSE(parser.value(PaddedLine("[1]").view(), FieldPath("i")).has_value());
  EXPECT_FALSE(parser.value(PaddedLine("{\"i\":1").view(), FieldPath("i")).has_value());
}

TEST(FindField, LongLines) {
  for (const std::size_t size : {100, 65'536, 1'000'000, 20'000'000}) {
    const std::string text(size, 'x');
    EXPECT_TRUE(found("{\"text\":\"" + text + "\",\"a\":1}") == text) << size;
  }
}

TEST(FindField, ManyFieldsAndDeepNesting) {
  std::string line = "{";
  for (int i = 0; i < 10'000; ++i)
    line += "\"f" + std::to_string(i) + "\":" + std::to_string(i) + ",";
  EXPECT_EQ(found(line + "\"text\":\"abc\"}"), "abc");
  // Deeper than simdjson goes: refused or taken, but never a crash.
  std::string deep = "{\"text\":\"abc\",\"a\":";
  for (int i = 0; i < 100'000; ++i) deep += "[";
  for (int i = 0; i < 100'000; ++i) deep += "]";
  const std::string result = found(deep + "}");
  EXPECT_TRUE(result == "abc" || result.starts_with('!'));
  std::string path = "a";
  std::string open = "{\"a\":";
  std::string close = "}";
  for (int i = 0; i < 50; ++i) {
    path += ".a";
    open += "{\"a\":";
    close += "}";
  }
  EXPECT_EQ(found(open + "\"inside\"" + close, path), "inside");
}

}  // namespace
}  // namespace leitong
