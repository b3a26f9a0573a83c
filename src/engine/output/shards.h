// The files that `--output-dir` writes, one an input.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/input/inputs.h"
#include "engine/output/shared_output.h"
#include "io/compression.h"
#include "leitong/error.h"

namespace leitong {

struct Shard {
  std::string path;
  Compression compression = Compression::kNone;
};

// What each of `files` is called below the deepest folder that holds all that was named: files, or
// folders that stand for what is in them. Paths are taken as they are written, links and all. Fails
// (kUsage) where two have one name, or one has none ("-").
[[nodiscard]] Result<std::vector<std::string>> names_below_common_folder(
    std::span<const std::string> files, std::span<const std::string> named);

// One shard an input, an empty one for each of the first `references`. Nothing is written, but the
// folders are made. Fails (kUsage) where a shard would take the place of an input, of a reference
// or of one of `others`, or where two would be one file.
[[nodiscard]] Result<std::vector<Shard>> create_shards(const std::string& folder,
                                                       std::span<const std::string> named,
                                                       const Inputs& inputs,
                                                       std::uint32_t references,
                                                       std::span<const NamedOutput> others);

}  // namespace leitong
