#include "io/folder.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <system_error>
#include <utility>

namespace leitong {
namespace {

namespace fs = std::filesystem;

Error failed(std::string what, const std::string& path) {
  return {.kind = Error::Kind::kInput, .what = std::move(what), .path = path};
}

Result<void> add_files(const std::string& folder, std::vector<std::string>& files) {
  const std::size_t before = files.size();
  std::error_code code;
  for (fs::recursive_directory_iterator at(folder, code), end; !code && at != end;
       at.increment(code)) {
    if (at->is_regular_file(code)) files.push_back(at->path().string());
  }
  if (code) return std::unexpected(failed(code.message(), folder));
  if (files.size() == before) return std::unexpected(failed("there is no file in it", folder));
  std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
  return {};
}

}  // namespace

Result<std::vector<std::string>> files_of(std::span<const std::string> paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code code;
    if (!fs::is_directory(path, code)) {
      files.push_back(path);
    } else if (Result<void> added = add_files(path, files); !added) {
      return std::unexpected(std::move(added.error()));
    }
  }
  return files;
}

}  // namespace leitong
