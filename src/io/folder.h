// Files, where folders may stand for all that is in them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "leitong/error.h"

namespace leitong {

// The paths as they are, each folder replaced by the files in it and in the folders in it, in the
// order of their names. Fails (kInput) where a folder can't be read, or holds no file.
[[nodiscard]] Result<std::vector<std::string>> files_of(std::span<const std::string> paths);

}  // namespace leitong
