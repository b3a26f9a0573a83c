#include "engine/report/report_page.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/report/html_text.h"
#include "engine/report/place_texts.h"
#include "temporary_files.h"

namespace leitong {
namespace {

std::string html(std::string_view bytes) {
  std::string result;
  append_html(result, bytes);
  return result;
}

TEST(HtmlText, NothingIsMarkup) {
  EXPECT_EQ(html("<a href=\"x\">&'</a>"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;&lt;/a&gt;");
  EXPECT_EQ(html("雷同\t\n𠮷"), "雷同\t\n𠮷");
  EXPECT_EQ(html("a\xFF\x01\x7F\xC2\x85z"), "a\uFFFD\uFFFD\uFFFD\uFFFDz");
  EXPECT_EQ(html(""), "");
}

TEST(RemovalSample, CountsAllAndHoldsEachAsLikely) {
  constexpr std::size_t kHeld = 5;
  constexpr std::size_t kAll = 50;
  RemovalSample sample(kHeld);
  for (std::size_t i = 0; i < kAll; ++i) {
    sample.add({.record = i + 1, .start = kAll - i}, {}, "minhash", i < 10 ? 1.0 : 0.85);
  }
  EXPECT_EQ(sample.count(), kAll);
  EXPECT_EQ(sample.histogram()[RemovalSample::kBins], 10U);
  EXPECT_EQ(sample.histogram()[17], 40U);
  const std::vector<Removal> removals = sample.removals();
  ASSERT_EQ(removals.size(), kHeld);
  EXPECT_TRUE(std::ranges::is_sorted(removals, {},
                                     [](const Removal& removal) { return removal.removed.start; }));
  // Not only the first.
  EXPECT_GT(
      std::ranges::max(removals, {}, [](const Removal& removal) { return removal.removed.record; })
          .removed.record,
      kHeld);
}

TEST(PlaceTexts, ReadsAnywhereInSeveralInputs) {
  const TemporaryFiles files;
  const std::string content = std::string(300'000, 'x') + "雷同" + std::string(300'000, 'y');
  const std::vector<std::string> paths = {files.write("a", content), "-", files.path("none"),
                                          files.write("d", "short")};
  const std::vector<Place> places = {{.input = 0, .start = 300'000, .end = 300'006},
                                     {.input = 0, .start = 0, .end = 3},
                                     {.input = 1, .start = 0, .end = 3},
                                     {.input = 2, .start = 0, .end = 3},
                                     {.input = 3, .start = 0, .end = 5},
                                     {.input = 3, .start = 2, .end = 9},
                                     {.input = 0, .start = 299'999, .end = 600'006}};
  const auto texts = read_places(paths, places, 10);
  EXPECT_EQ(texts[0], "雷同");
  EXPECT_EQ(texts[1], "xxx");
  EXPECT_EQ(texts[2], std::nullopt);
  EXPECT_EQ(texts[3], std::nullopt);
  EXPECT_EQ(texts[4], "short");
  EXPECT_EQ(texts[5], std::nullopt);  // the file has become shorter
  EXPECT_EQ(texts[6], "x雷同yyy");

  // The same through a decompressor.
  ASSERT_EQ(std::system(("gzip " + files.path("a") + " " + files.path("d")).c_str()), 0);
  const std::vector<std::string> packed = {files.path("a.gz"), "-", files.path("none"),
                                           files.path("d.gz")};
  EXPECT_EQ(read_places(packed, places, 10), texts);
}

// What only one of the texts has is marked, and nothing else.
TEST(ReportPage, MarksWhatDiffers) {
  const TemporaryFiles files;
  const std::string leader = "one two three four five six seven eight nine ten eleven twelve";
  const std::string copy = "one two three four five six seven eight nine ten eleven <b>";
  FilterOptions options{.inputs = {files.write("in", leader + "\n" + copy + "\n")},
                        .format = Format::kLines,
                        .comparison = {.threshold = 0.6},
                        .report = files.path("page")};
  files.filter(options);
  const std::string page = files.read("page");
  EXPECT_NE(page.find("nine ten eleven<mark> twelve</mark></div>"), std::string::npos) << page;
  EXPECT_NE(page.find("nine ten eleven<mark> &lt;b&gt;</mark></div>"), std::string::npos) << page;
  EXPECT_EQ(page.find("<b>"), std::string::npos);
}

}  // namespace
}  // namespace leitong
