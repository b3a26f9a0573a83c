#include "io/stretches.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "io/source.h"
#include "io_test_files.h"

namespace leitong {
namespace {

struct Kept {
  Stretches stretches;
  std::string text;
  std::vector<std::uint64_t> places;  // of each of its bytes
};

// Some of the bytes of `text`.
Kept keep_some(const std::string& text, std::mt19937& random) {
  Kept kept;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = std::min<std::size_t>(1 + random() % 5, text.size() - at);
    if (random() % 2 == 0) {
      kept.stretches.add(at, size);
      kept.text += text.substr(at, size);
      for (std::size_t i = at; i < at + size; ++i) kept.places.push_back(i);
    }
    at += size;
  }
  return kept;
}

class StretchesTest : public testing::Test {
 protected:
  std::unique_ptr<Source> open(const std::string& content) {
    write_file(folder_ / "input", content);
    return std::move(*Source::open(folder_ / "input"));
  }
  TempDir folder_;
};

TEST_F(StretchesTest, AreReadAsIfTheyWereAll) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int i = 0; i < 300; ++i) {
    std::string text(random() % 60, 'a');
    for (char& letter : text) letter = "abcd\n"[random() % 5];
    Kept kept = keep_some(text, random);
    const std::unique_ptr<Source> input = open(text);
    StretchSource source(*input, kept.stretches, LineEnds::kLf, true);
    const std::size_t at_once = 1 + random() % 9;
    ASSERT_EQ(read_all(source, at_once).bytes, kept.text);
    ASSERT_TRUE(source.rewind().has_value());
    ASSERT_EQ(read_all(source, at_once).bytes, kept.text);
    ASSERT_EQ(kept.stretches.size(), kept.text.size());
    for (std::size_t at = 0; at < kept.text.size(); ++at) {
      const std::uint64_t place = kept.places[at];
      ASSERT_EQ(kept.stretches.in_input(at), place);
      const auto lines = [](const std::string& whole, std::size_t end) {
        return std::count(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(end), '\n');
      };
      ASSERT_EQ(static_cast<long>(kept.stretches.line_ends_left_out(at)),
                lines(text, place) - lines(kept.text, at));
    }
    // What a step keeps of what another kept.
    const Kept inner = keep_some(kept.text, random);
    Stretches both = kept.stretches.in_input(inner.stretches);
    const std::unique_ptr<Source> again = open(text);
    StretchSource nested(*again, both, LineEnds::kLf, false);
    ASSERT_EQ(read_all(nested, at_once).bytes, inner.text);
  }
}

TEST_F(StretchesTest, LineEndsOfAllKindsAreCounted) {
  const std::string text = "a\r\nb\rc\nd\r\r\ne";
  Stretches stretches;
  stretches.add(5, 1);   // c
  stretches.add(11, 1);  // e
  for (const std::size_t at_once : {1, 2, 3, 20}) {
    const std::unique_ptr<Source> input = open(text);
    StretchSource source(*input, stretches, LineEnds::kUniversal, true);
    EXPECT_EQ(read_all(source, at_once).bytes, "ce");
    EXPECT_EQ(stretches.line_ends_left_out(0), 2U);
    EXPECT_EQ(stretches.line_ends_left_out(1), 5U);
  }
}

TEST_F(StretchesTest, AnInputThatShrankIsAnError) {
  Stretches stretches;
  stretches.add(2, 9);
  const std::unique_ptr<Source> input = open("short");
  StretchSource source(*input, stretches, LineEnds::kLf, true);
  std::string buffer(100, '\0');
  ASSERT_EQ(source.read(buffer), 3U);
  EXPECT_FALSE(source.read(buffer).has_value());
}

TEST_F(StretchesTest, WhereNothingIsKeptNothingIsRead) {
  Stretches none;
  const std::unique_ptr<Source> input = open("something");
  StretchSource source(*input, none, LineEnds::kLf, true);
  EXPECT_EQ(read_all(source, 10).bytes, "");
  EXPECT_EQ(source.raw_bytes_read(), 0U);
}

}  // namespace
}  // namespace leitong
