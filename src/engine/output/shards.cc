// A shard is called what its input is called below the deepest folder that holds all that was
// named: `-O out in/a.jsonl in/more/b.jsonl` writes out/a.jsonl and out/more/b.jsonl, wherever the
// program was started, and so does `-O out -r in`. Names that are relative to the folder of each
// would meet where two folders hold a file of one name; names as they were given would not stay
// below `out` where they are absolute, or begin with "..".
#include "engine/output/shards.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "io/system_error.h"

namespace leitong {
namespace {

namespace fs = std::filesystem;

Error usage(std::string what, std::string path, std::string advice) {
  return {.kind = Error::Kind::kUsage,
          .what = std::move(what),
          .path = std::move(path),
          .advice = std::move(advice)};
}

// Without ".", ".." and a slash at the end.
fs::path plain(const std::string& path) {
  std::error_code error;
  fs::path place = fs::absolute(path, error).lexically_normal();
  return place.has_filename() ? place : place.parent_path();
}

fs::path common_folder(std::span<const std::string> named) {
  std::optional<fs::path> common;
  for (const std::string& name : named) {
    std::error_code error;
    const fs::path place = plain(name);
    const fs::path folder = fs::is_directory(place, error) ? place : place.parent_path();
    if (!common) {
      common = folder;
      continue;
    }
    fs::path shared;
    for (auto a = common->begin(), b = folder.begin();
         a != common->end() && b != folder.end() && *a == *b; ++a, ++b) {
      shared /= *a;
    }
    common = shared;
  }
  return common.value_or(fs::path());
}

using FileNumber = std::pair<std::uint64_t, std::uint64_t>;

std::set<FileNumber> numbers_of(const std::vector<FileIdentity>& identities) {
  std::set<FileNumber> numbers;
  for (const FileIdentity& file : identities) numbers.emplace(file.device, file.inode);
  return numbers;
}

// That a file may be written here, as far as can be told before it is done.
std::optional<Error> check_place(const std::string& path, const std::set<FileNumber>& inputs) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  if (S_ISDIR(status.st_mode)) {
    return usage("is a folder, where a file is to be written", path, "write to another folder");
  }
  if (inputs.contains({status.st_dev, status.st_ino})) {
    return usage("is an input as well", path, "write to another folder");
  }
  return std::nullopt;
}

std::optional<Error> check_others(const std::set<fs::path>& places,
                                  std::span<const NamedOutput> others) {
  std::error_code error;
  for (const NamedOutput& other : others) {
    if (other.path.empty() || other.path == "-") continue;
    if (!places.contains(fs::weakly_canonical(plain(other.path), error))) continue;
    return usage(other.option + " and --output-dir can't both write it", other.path,
                 "name another file");
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<std::string>> names_below_common_folder(std::span<const std::string> files,
                                                           std::span<const std::string> named) {
  const fs::path folder = common_folder(named);
  std::vector<std::string> names;
  std::map<std::string, std::string> taken;  // the name, and by which file
  for (const std::string& file : files) {
    if (file == "-") {
      return std::unexpected(
          usage("standard input has no name for a file in a folder", "-", "--output-dir"));
    }
    names.push_back(plain(file).lexically_relative(folder).string());
    const auto [first, is_new] = taken.emplace(names.back(), file);
    if (!is_new) {
      return std::unexpected(usage("is named twice, also as " + first->second, file,
                                   "--output-dir writes each input once"));
    }
  }
  return names;
}

Result<std::vector<Shard>> create_shards(const std::string& folder,
                                         std::span<const std::string> named, const Inputs& inputs,
                                         std::uint32_t references,
                                         std::span<const NamedOutput> others) {
  const std::span<const std::string> files = std::span(inputs.names()).subspan(references);
  Result<std::vector<std::string>> names = names_below_common_folder(files, named);
  if (!names) return std::unexpected(std::move(names.error()));
  const std::set<FileNumber> input_numbers = numbers_of(inputs.identities());
  std::error_code error;
  const fs::path place = fs::weakly_canonical(plain(folder), error);
  std::vector<Shard> shards(references);
  std::set<fs::path> places;
  std::set<fs::path> folders;
  for (std::size_t i = 0; i < names->size(); ++i) {
    const fs::path path = fs::path(folder) / (*names)[i];
    if (auto problem = check_place(path.string(), input_numbers)) {
      return std::unexpected(std::move(*problem));
    }
    shards.push_back({.path = path.string(), .compression = inputs.compression(references + i)});
    places.insert(place / (*names)[i]);
    folders.insert(path.parent_path());
  }
  if (auto problem = check_others(places, others)) return std::unexpected(std::move(*problem));
  for (const fs::path& each : folders) {
    fs::create_directories(each, error);
    if (error) {
      return std::unexpected(system_error(Error::Kind::kOutput, error.value(), each.string()));
    }
  }
  return shards;
}

}  // namespace leitong
