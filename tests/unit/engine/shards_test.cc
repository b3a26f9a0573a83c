#include "engine/output/shards.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "temporary_files.h"

namespace leitong {
namespace {

using Names = std::vector<std::string>;

TEST(Shards, AreCalledAsTheirInputsBelowTheDeepestCommonFolder) {
  const auto names = [](const Names& files) { return *names_below_common_folder(files, files); };
  EXPECT_EQ(names({"a"}), (Names{"a"}));
  EXPECT_EQ(names({"in/a", "in/b"}), (Names{"a", "b"}));
  EXPECT_EQ(names({"in/a", "in/more/b"}), (Names{"a", "more/b"}));
  EXPECT_EQ(names({"in/x/a", "in/xy/a"}), (Names{"x/a", "xy/a"}));
  EXPECT_EQ(
      names({"../in/a", "/in/b"}),
      (Names{(std::filesystem::current_path().parent_path() / "in/a").string().substr(1), "in/b"}));
  EXPECT_EQ(names({"./in//more/../a", "in/./b"}), (Names{"a", "b"}));
}

TEST(Shards, AFolderThatIsNamedHoldsWhatItStandsFor) {
  const TemporaryFiles files;
  std::filesystem::create_directories(files.path("in/deep"));
  std::filesystem::create_directories(files.path("other"));
  const std::string a = files.path("in/deep/a");
  const std::string b = files.path("other/a");
  EXPECT_EQ(*names_below_common_folder(Names{a}, Names{files.path("in")}), (Names{"deep/a"}));
  EXPECT_EQ(*names_below_common_folder(Names{a}, Names{files.path("in/")}), (Names{"deep/a"}));
  EXPECT_EQ(*names_below_common_folder(Names{a}, Names{a}), (Names{"a"}));
  EXPECT_EQ(*names_below_common_folder(Names{a, b}, Names{files.path("in"), files.path("other")}),
            (Names{"in/deep/a", "other/a"}));
}

TEST(Shards, OneNameIsGivenOnce) {
  const Names twice = {"in/a", "in/more/../a"};
  const auto names = names_below_common_folder(twice, twice);
  ASSERT_FALSE(names.has_value());
  EXPECT_EQ(names.error().kind, Error::Kind::kUsage);
  EXPECT_EQ(names.error().path, "in/more/../a");
  const Names standard_input = {"-"};
  EXPECT_FALSE(names_below_common_folder(standard_input, standard_input).has_value());
}

}  // namespace
}  // namespace leitong
