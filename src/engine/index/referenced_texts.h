// The texts of an index that only refers to them, read where they stand.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/output/open_files.h"
#include "index/index_store.h"
#include "leitong/error.h"

namespace leitong {

// Where to read the sources of an index that refers to texts: absolute.
[[nodiscard]] std::string path_of_source(const std::string& input);

// Not for use by two threads at once.
class ReferencedTexts {
 public:
  // The text that `record` refers to, as it was when it was added. Fails, and names the file and
  // the record, where it can't be read or is another one now.
  [[nodiscard]] Result<std::string> read(const IndexStore& store, const StoredRecord& record);

 private:
  struct Files {
    std::vector<std::string> paths;  // of the first sources
    OpenFiles open{paths};
  };
  std::unique_ptr<Files> files_ = std::make_unique<Files>();
};

}  // namespace leitong
