// The inputs that a user names: files, folders, and lists of both.
#pragma once

#include <string>
#include <vector>

#include "leitong/error.h"

namespace leitong {

struct InputList {
  std::vector<std::string> paths = {};
  bool recursive = false;       // a folder stands for all files in it, in the order of their paths
  std::string except = {};      // a folder that is left out of those in which it lies; empty: none
  std::string list = {};        // a file with more paths, behind the others; "-" is standard input
  bool null_separated = false;  // paths in the list end with NUL, not with a line
};

// All files, in order; a file that is named twice comes twice. Fails (kInput) for a folder that is
// not to be gone through or can't be, and for a path of the list that leads nowhere, with its
// place in the list.
[[nodiscard]] Result<std::vector<std::string>> list_inputs(const InputList& inputs);

}  // namespace leitong
