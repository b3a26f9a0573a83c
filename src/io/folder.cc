// Folders are gone through by ourselves: the standard library's recursive iterator does not say in
// which folder it failed. Links to folders are not followed, so there are no circles.
#include "io/folder.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

#include "io/system_error.h"

namespace leitong {
namespace {

namespace fs = std::filesystem;

class FolderWalk {
 public:
  FolderWalk(const std::string& except, std::vector<std::string>& files)
      : except_(except), files_(files) {}

  Result<void> add_files(const fs::path& folder) {
    std::error_code code;
    for (fs::directory_iterator at(folder, code), end; !code && at != end; at.increment(code)) {
      std::error_code unknown;
      if (at->is_directory(unknown) && !at->is_symlink(unknown)) {
        if (!except_.empty() && fs::equivalent(at->path(), except_, unknown)) continue;
        if (Result<void> added = add_files(at->path()); !added) return added;
      } else if (at->is_regular_file(unknown)) {
        files_.push_back(at->path().string());
      }
    }
    if (!code) return {};
    return std::unexpected(system_error(Error::Kind::kInput, code.value(), folder.string()));
  }

 private:
  const std::string& except_;
  std::vector<std::string>& files_;
};

}  // namespace

Result<std::vector<std::string>> files_of(std::span<const std::string> paths,
                                          const std::string& except) {
  std::vector<std::string> files;
  FolderWalk walk(except, files);
  for (const std::string& path : paths) {
    std::error_code code;
    if (!fs::is_directory(path, code)) {
      files.push_back(path);
      continue;
    }
    const auto before = static_cast<std::ptrdiff_t>(files.size());
    if (Result<void> added = walk.add_files(path); !added) {
      return std::unexpected(std::move(added.error()));
    }
    if (std::ssize(files) == before) {
      return std::unexpected(
          Error{.kind = Error::Kind::kInput, .what = "there is no file in it", .path = path});
    }
    std::sort(files.begin() + before, files.end());
  }
  return files;
}

}  // namespace leitong
