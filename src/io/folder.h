// Files, where folders may stand for all that is in them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "leitong/error.h"

namespace leitong {

// The paths as they are, each folder replaced by the files in it and in the folders in it, in the
// order of their names. The folder `except`, if there is one, is left out of those in which it
// lies. Fails (kInput) where a folder can't be read, or holds no file.
[[nodiscard]] Result<std::vector<std::string>> files_of(std::span<const std::string> paths,
                                                        const std::string& except = {});

}  // namespace leitong
