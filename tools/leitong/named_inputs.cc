#include "named_inputs.h"

#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "leitong/input_list.h"

namespace leitong::tool {
namespace {

namespace fs = std::filesystem;

bool lies_below(const std::string& folder, const std::vector<std::string>& others) {
  std::error_code error;
  fs::path place = fs::canonical(folder, error);
  while (!error && place.has_relative_path()) {
    place = place.parent_path();
    for (const std::string& other : others) {
      std::error_code unknown;
      if (fs::equivalent(place, other, unknown)) return true;
    }
  }
  return false;
}

}  // namespace

std::optional<Error> list_named_inputs(CommandLine& line) {
  const bool by_file = line.filter.unit == Unit::kFile;
  if (line.null && line.files_from.empty() && !by_file) {
    return Error{.kind = Error::Kind::kUsage,
                 .what = "--null means nothing here: it needs names, of --files-from or --by file"};
  }
  line.filter.null_paths = line.null && by_file;
  for (const std::string& name : line.filter.inputs) {
    std::error_code error;
    if (fs::is_directory(name, error)) line.filter.input_folders.push_back(name);
  }
  Result<std::vector<std::string>> files = list_inputs({.paths = std::move(line.filter.inputs),
                                                        .recursive = line.recursive,
                                                        .except = line.filter.output_dir,
                                                        .list = line.files_from,
                                                        .null_separated = line.null});
  if (!files) return std::move(files.error());
  line.filter.inputs = std::move(*files);
  if (line.verbose && !line.quiet && !line.filter.output_dir.empty() &&
      lies_below(line.filter.output_dir, line.filter.input_folders)) {
    std::fprintf(stderr, "leitong: %s is left out of the inputs: the result goes there\n",
                 line.filter.output_dir.c_str());
  }
  return std::nullopt;
}

}  // namespace leitong::tool
