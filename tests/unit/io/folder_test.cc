#include "io/folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace leitong {
namespace {

namespace fs = std::filesystem;

class FilesOf : public testing::Test {
 protected:
  FilesOf() : folder_(fs::path(testing::TempDir()) / "leitong_folder_test") {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "b" / "deep");
    fs::create_directories(folder_ / "empty");
    for (const char* name : {"c", "b/z", "b/deep/a", "a"}) std::ofstream(folder_ / name) << name;
  }
  ~FilesOf() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name) const {
    return (folder_ / name).string();
  }

  fs::path folder_;
};

TEST_F(FilesOf, FoldersAreAllThatIsInThem) {
  const std::vector<std::string> paths = {path("c"), folder_.string(), "-", path("nowhere")};
  const auto files = files_of(paths);
  ASSERT_TRUE(files.has_value());
  EXPECT_EQ(*files, (std::vector<std::string>{path("c"), path("a"), path("b/deep/a"), path("b/z"),
                                              path("c"), "-", path("nowhere")}));
}

TEST_F(FilesOf, AFolderWithoutAFileIsAMistake) {
  const auto files = files_of(std::vector<std::string>{path("empty")});
  ASSERT_FALSE(files.has_value());
  EXPECT_EQ(files.error().path, path("empty"));
}

TEST_F(FilesOf, OneFolderCanBeLeftOut) {
  const auto files = files_of(std::vector<std::string>{folder_.string()}, path("b/./deep"));
  ASSERT_TRUE(files.has_value());
  EXPECT_EQ(*files, (std::vector<std::string>{path("a"), path("b/z"), path("c")}));
  // Named itself it is there.
  const auto named = files_of(std::vector<std::string>{path("b/deep")}, path("b/deep"));
  ASSERT_TRUE(named.has_value());
  EXPECT_EQ(*named, std::vector<std::string>{path("b/deep/a")});
}

TEST_F(FilesOf, LinksToFoldersAreNotFollowed) {
  fs::create_directory_symlink("..", folder_ / "b" / "up");
  const auto files = files_of(std::vector<std::string>{path("b")});
  ASSERT_TRUE(files.has_value());
  EXPECT_EQ(*files, (std::vector<std::string>{path("b/deep/a"), path("b/z")}));
}

}  // namespace
}  // namespace leitong
