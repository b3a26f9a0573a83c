#include "leitong/input_list.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

#include "engine/input/whole_input.h"
#include "io/folder.h"

namespace leitong {
namespace {

namespace fs = std::filesystem;

// "list.txt:3: …", and the path it is about, in one line.
Error at_line(Error problem, const std::string& list, std::uint64_t line) {
  for (char& character : problem.path) {
    if (static_cast<unsigned char>(character) < 0x20) character = '?';
  }
  if (!problem.path.empty()) problem.what.insert(0, problem.path + ": ");
  problem.path = list;
  problem.line = line;
  return problem;
}

Result<void> add_path(const InputList& inputs, const std::string& path,
                      std::vector<std::string>& files) {
  std::error_code code;
  if (path == "-" || !fs::is_directory(path, code)) {
    files.push_back(path);
    return {};
  }
  if (!inputs.recursive) {
    return std::unexpected(Error{.kind = Error::Kind::kInput,
                                 .what = "is a folder",
                                 .path = path,
                                 .advice = "-r takes all files in it"});
  }
  Result<std::vector<std::string>> found = files_of({&path, 1}, inputs.except);
  if (!found) return std::unexpected(std::move(found.error()));
  std::ranges::move(*found, std::back_inserter(files));
  return {};
}

Result<void> add_listed(const InputList& inputs, const std::string& path,
                        std::vector<std::string>& files) {
  const auto failed = [&](std::string what) {
    return std::unexpected(
        Error{.kind = Error::Kind::kInput, .what = std::move(what), .path = path});
  };
  if (path.empty()) return failed("an empty name");
  if (path == "-" && inputs.list == "-") return failed("the list itself comes from there");
  if (path.find('\0') != std::string::npos) return failed("a NUL in a name; -0 ends names there");
  std::error_code code;
  if (fs::status(path, code).type() == fs::file_type::not_found) {
    return failed(inputs.null_separated ? "no such file; with -0 names end with NUL"
                                        : "no such file");
  }
  return add_path(inputs, path, files);
}

Result<void> add_list(const InputList& inputs, std::vector<std::string>& files) {
  Result<std::string> list = read_whole_input(inputs.list);
  if (!list) return std::unexpected(std::move(list.error()));
  const char separator = inputs.null_separated ? '\0' : '\n';
  std::string_view rest = *list;
  for (std::uint64_t line = 1; !rest.empty(); ++line) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string path(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (Result<void> added = add_listed(inputs, path, files); !added) {
      return std::unexpected(at_line(std::move(added.error()), inputs.list, line));
    }
  }
  return {};
}

}  // namespace

Result<std::vector<std::string>> list_inputs(const InputList& inputs) {
  std::vector<std::string> files;
  for (const std::string& path : inputs.paths) {
    if (path == "-" && inputs.list == "-") {
      return std::unexpected(Error{.kind = Error::Kind::kUsage,
                                   .what = "standard input can't be an input and the list of them",
                                   .path = "-",
                                   .advice = "--files-from"});
    }
    if (Result<void> added = add_path(inputs, path, files); !added) {
      return std::unexpected(std::move(added.error()));
    }
  }
  if (!inputs.list.empty()) {
    if (Result<void> added = add_list(inputs, files); !added) {
      return std::unexpected(std::move(added.error()));
    }
  }
  return files;
}

}  // namespace leitong
