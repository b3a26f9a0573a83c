#include "named_inputs.h"

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "leitong/input_list.h"

namespace leitong::tool {

std::optional<Error> list_named_inputs(CommandLine& line) {
  const bool by_file = line.filter.unit == Unit::kFile;
  if (line.null && line.files_from.empty() && !by_file) {
    return Error{.kind = Error::Kind::kUsage,
                 .what = "--null means nothing here: it needs names, of --files-from or --by file"};
  }
  line.filter.null_paths = line.null && by_file;
  for (const std::string& name : line.filter.inputs) {
    std::error_code error;
    if (std::filesystem::is_directory(name, error)) line.filter.input_folders.push_back(name);
  }
  Result<std::vector<std::string>> files = list_inputs({.paths = std::move(line.filter.inputs),
                                                        .recursive = line.recursive,
                                                        .list = line.files_from,
                                                        .null_separated = line.null});
  if (!files) return std::move(files.error());
  line.filter.inputs = std::move(*files);
  return std::nullopt;
}

}  // namespace leitong::tool
