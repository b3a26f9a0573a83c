// The segmenter that is used against ICU itself, boundary for boundary and flag for flag, over real
// text: folded and not, as documents and joined into long texts. Prints how much was compared.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "differential/texts.h"
#include "leitong/fold.h"
#include "leitong/segment.h"
#include "unit/text/segmenter/difference.h"

namespace leitong::differential {
namespace {

// Of a folder; what is beyond is sampled, so that a language is done in seconds.
constexpr std::size_t kMostBytes = 4'000'000;
// Units of a joined text.
constexpr std::size_t kLongText = 3'000'000;
// What ICU itself may be asked about, where it has no dictionary but the one that we have.
constexpr double kMostOfIcu = 0.02;

class Comparison {
 public:
  Comparison() : fast_(make(SegmenterKind::kAuto)), icu_(make(SegmenterKind::kIcu)) {}

  // All four ways.
  void compare(const Texts& of) {
    ASSERT_NO_FATAL_FAILURE(compare(of, FoldOptions{}));
    const SegmenterCounts folded = fast_->counts();
    ASSERT_NO_FATAL_FAILURE(compare(of, kNoFold));
    std::printf(
        "%s: %zu of %zu files, %zu texts, %.2f MB, each folded, not folded, and joined: "
        "%.2f M boundaries; of the folded text %.3f %% went to ICU\n",
        of.folder.c_str(), of.taken, of.files, of.texts.size(),
        static_cast<double>(of.bytes) * 1e-6,
        static_cast<double>(std::exchange(boundaries_, 0)) * 1e-6,
        100.0 * static_cast<double>(folded.icu_units - done_.icu_units) /
            static_cast<double>(folded.units - done_.units));
    folded_.units += folded.units - done_.units;
    folded_.icu_units += folded.icu_units - done_.icu_units;
    done_ = fast_->counts();
  }

  // Of the folded text.
  [[nodiscard]] double share_of_icu() const {
    return static_cast<double>(folded_.icu_units) / static_cast<double>(folded_.units);
  }

 private:
  static constexpr FoldOptions kNoFold = {
      .controls = false, .compatibility = false, .simplify = false, .variants = false};

  static std::unique_ptr<Segmenter> make(SegmenterKind kind) {
    EXPECT_EQ(why_plain_icu(), "");  // else ICU would be held against itself
    return make_segmenter(kind).value();
  }

  void compare(const Texts& of, const FoldOptions& options) {
    const Folder folder(options);
    std::u16string joined;
    FoldedText folded;
    for (const std::string& text : of.texts) {
      folder.fold(text, folded);
      ASSERT_NO_FATAL_FAILURE(compare(folded.units)) << of.folder;
      joined += folded.units;
      if (joined.size() < kLongText) continue;
      ASSERT_NO_FATAL_FAILURE(compare(joined)) << of.folder << ", joined";
      joined.clear();
    }
    ASSERT_NO_FATAL_FAILURE(compare(joined)) << of.folder << ", joined";
  }

  void compare(std::u16string_view text) {
    fast_->segment(text, found_);
    icu_->segment(text, expected_);
    ASSERT_EQ(difference(text, found_, expected_), "");
    for (const std::uint64_t word : expected_.starts) boundaries_ += std::popcount(word);
  }

  std::unique_ptr<Segmenter> fast_;
  std::unique_ptr<Segmenter> icu_;
  Segmentation found_;
  Segmentation expected_;
  std::uint64_t boundaries_ = 0;
  SegmenterCounts done_;
  SegmenterCounts folded_;
};

TEST(TruthSets, AreSegmentedAsByIcu) {
  const std::filesystem::path folder = LEITONG_SOURCE_DIR "/../shared/truth";
  std::vector<std::filesystem::path> archives;
  std::error_code absent;
  for (const auto& entry : std::filesystem::directory_iterator(folder, absent)) {
    if (entry.path().string().ends_with(".tar.zst")) archives.push_back(entry.path());
  }
  if (archives.empty()) GTEST_SKIP() << "no truth sets in " << folder;
  std::ranges::sort(archives);
  Comparison comparison;
  for (const std::filesystem::path& archive : archives) {
    const Texts texts = texts_of_archive(archive);
    EXPECT_FALSE(texts.texts.empty()) << archive;
    ASSERT_NO_FATAL_FAILURE(comparison.compare(texts));
  }
  EXPECT_LT(comparison.share_of_icu(), kMostOfIcu);
}

const std::string kManuals = "/usr/share/man/";
const std::string kGuide = "/usr/share/doc/installation-guide-amd64/";
const std::string kMessages = "/usr/share/locale/";
const std::string kOfficeHelp = "/usr/share/libreoffice/help/";
const std::string kOfficeMessages = "/usr/lib/libreoffice/program/resource/";

// The help of LibreOffice is large, so nothing installs it for us; but where it is, it is read.
const std::vector<Language> kLanguages = {
    {"zh_CN", {kManuals + "zh_CN", kGuide + "zh_CN", kMessages + "zh_CN", kOfficeHelp + "zh-CN"}},
    {"zh_TW", {kManuals + "zh_TW", kMessages + "zh_TW", kOfficeHelp + "zh-TW"}},
    {"ja", {kManuals + "ja", kGuide + "ja", kMessages + "ja", kOfficeHelp + "ja"}},
    {"ko", {kManuals + "ko", kGuide + "ko", kMessages + "ko", kOfficeHelp + "ko"}},
    {"th", {kMessages + "th", kOfficeMessages + "th"}, true},
    {"km", {kMessages + "km", kOfficeHelp + "km"}, true},
    {"lo", {kMessages + "lo"}, true},
    {"my", {kMessages + "my"}, true},
    {"vi", {kManuals + "vi", kGuide + "vi", kMessages + "vi", kOfficeHelp + "vi"}},
    {"ru", {kManuals + "ru", kGuide + "ru", kMessages + "ru", kOfficeHelp + "ru"}},
    {"el", {kGuide + "el", kMessages + "el"}},
    {"en", {kManuals + "man1", kGuide + "en", kOfficeHelp + "en-US"}}};

class InstalledText : public testing::TestWithParam<Language> {};

TEST_P(InstalledText, IsSegmentedAsByIcu) {
  Comparison comparison;
  std::size_t texts = 0;
  for (const std::string& folder : GetParam().folders) {
    const Texts installed = texts_below(folder, kMostBytes);
    texts += installed.texts.size();
    if (installed.files == 0) continue;
    ASSERT_NO_FATAL_FAILURE(comparison.compare(installed));
  }
  if (texts != 0) {
    EXPECT_LT(comparison.share_of_icu(), GetParam().is_south_east_asian ? 1 : kMostOfIcu);
  } else {
    GTEST_SKIP() << "no text in the language " << GetParam().name
                 << " is installed: tools/install-packages --ci does that";
  }
}

INSTANTIATE_TEST_SUITE_P(Differential, InstalledText, testing::ValuesIn(kLanguages),
                         [](const auto& language) { return std::string(language.param.name); });

}  // namespace
}  // namespace leitong::differential
