// Repeated passages against a suffix array, over the truth sets beside the checkout; skipped
// elsewhere.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "differential/texts.h"
#include "leitong/fold.h"
#include "reference/repeated_windows.h"
#include "reference/suffix_array.h"
#include "text/weight_units.h"
#include "unit/passage/passage_search.h"

namespace leitong::differential {
namespace {

// Of each set: for more a suffix array takes minutes.
constexpr std::size_t kMostUnits = 300'000;
constexpr std::uint32_t kWeight = 50;

std::vector<std::u16string> exact_forms(const std::filesystem::path& archive) {
  const Folder folder;
  FoldedText folded;
  std::vector<std::u16string> forms;
  std::size_t units = 0;
  for (const std::string& text : texts_of_archive(archive).texts) {
    folder.fold(text, folded);
    exact_form(folded.units, forms.emplace_back());
    units += forms.back().size();
    if (units >= kMostUnits) break;
  }
  return forms;
}

class RepeatedPassages : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const std::filesystem::path archive =
        std::filesystem::path(LEITONG_SOURCE_DIR "/../shared/truth") /
        (std::string(GetParam()) + ".tar.zst");
    if (!std::filesystem::exists(archive)) GTEST_SKIP() << archive << " is not there";
    forms_ = exact_forms(archive);
  }

  std::vector<std::u16string> forms_;
};

TEST_P(RepeatedPassages, EveryUnitOfASuffixArray) {
  reference::WeightedText text;
  for (const std::u16string& form : forms_) {
    text.add_record(form, std::vector<bool>(form.size(), true));
  }
  std::vector<bool> border;
  for (const std::size_t record : text.record) {
    border.push_back(record == reference::WeightedText::kNoRecord);
  }
  const std::vector<bool> expected = reference::repeated_units(text.units, border, kWeight);
  for (const std::size_t many : {std::size_t{0}, RepeatFinder::kManyPlaces}) {
    std::vector<bool> found(text.units.size(), false);
    for (const reference::FoundRepeat& repeat :
         Search(text, kWeight, {.many_places = many}).run()) {
      std::fill(found.begin() + static_cast<std::ptrdiff_t>(repeat.begin),
                found.begin() + static_cast<std::ptrdiff_t>(repeat.end), true);
      ASSERT_EQ(text.units.compare(repeat.begin, repeat.end - repeat.begin, text.units,
                                   repeat.source, repeat.end - repeat.begin),
                0);
    }
    EXPECT_TRUE(found == expected) << "many " << many;
    std::printf("%s: %zu units, %zu repeated\n", GetParam(), expected.size(),
                static_cast<std::size_t>(std::ranges::count(expected, true)));
  }
}

// With the weights that words have, both ways to look up an anchor find the same.
TEST_P(RepeatedPassages, OneAnswerWithWeights) {
  reference::WeightedText text;
  WeightLister lister;
  std::vector<std::uint32_t> positions;
  for (const std::u16string& form : forms_) {
    lister.list(form, positions);
    std::vector<bool> weights(form.size(), false);
    for (const std::uint32_t position : positions) weights[position] = true;
    text.add_record(form, weights);
  }
  const auto by_table = Search(text, kWeight, {.many_places = 0, .piece = 3000}).run();
  const auto by_places = Search(text, kWeight, {.many_places = 1000, .piece = 700}).run();
  EXPECT_FALSE(by_table.empty());
  EXPECT_TRUE(by_table == by_places);
}

INSTANTIATE_TEST_SUITE_P(TruthSets, RepeatedPassages,
                         testing::Values("csc-sighan15", "install-guide", "kernel-zh", "lo-en",
                                         "lo-zh", "tang-poems"));

}  // namespace
}  // namespace leitong::differential
