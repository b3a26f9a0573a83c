// One run of the program over a truth set, and what its audit claims.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "quality/corpus.h"

namespace leitong::quality {

struct Removal {
  std::size_t leader = 0;  // record number from 0
  double similarity = 0;   // as the audit says
};

struct ProductRun {
  std::map<std::size_t, Removal> removed;  // by record number from 0

  [[nodiscard]] bool one_side_gone(std::size_t a, std::size_t b) const {
    return removed.contains(a) || removed.contains(b);
  }
};

// Runs `program FLAGS --removed AUDIT CORPUS > KEPT` with both files in `folder`. Throws
// std::runtime_error where it fails, or where what it wrote is not, byte for byte, the corpus
// without the records that its audit names.
ProductRun run_product(const std::filesystem::path& program, const std::vector<std::string>& flags,
                       const Corpus& corpus, const std::filesystem::path& folder);

// Removals that are not what the leader rule of `--keep first` allows: the leader is not an earlier
// kept record, or the similarity, recomputed here, is below the threshold or not what the audit
// says.
std::size_t wrong_removals(const ProductRun& run, std::span<const std::vector<std::uint32_t>> sets,
                           double threshold);

// As one word of a shell command.
std::string quoted(const std::string& word);

// What the command prints; empty where it fails.
std::string output_of(const std::string& command);

}  // namespace leitong::quality
