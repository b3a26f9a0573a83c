// What the table says of one truth set under one way of comparing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "quality/corpus.h"
#include "quality/product_run.h"
#include "reference/reference_shingles.h"
#include "reference/reference_similarity.h"

namespace leitong::quality {

// A truth set as the references see it: sets of shingles and every pair at or above `floor`.
struct Truth {
  const Corpus* corpus = nullptr;
  reference::Rule rule;
  std::vector<std::vector<std::uint32_t>> sets;
  std::vector<reference::Pair> pairs;
};

Truth make_truth(const Corpus& corpus, const reference::Rule& rule, double floor);

// A share of nothing has no value.
struct Share {
  std::size_t part = 0, whole = 0;

  [[nodiscard]] bool at_least(double least) const {
    return static_cast<double>(part) >= least * static_cast<double>(whole);
  }
  [[nodiscard]] std::string text() const;
};

struct Outcome {
  std::size_t records = 0, kept = 0;
  std::size_t kept_ideal = 0;  // by the leader rule, if every true pair were a candidate
  std::size_t pairs = 0;       // true pairs
  Share found;                 // of these with at least one side gone
  std::size_t wrong = 0;       // wrong removals
  ProductRun run;
};

// Runs the program as the truth's rule says, at a threshold not below the truth's floor.
Outcome measure(const std::filesystem::path& program, const Truth& truth, double threshold,
                const std::filesystem::path& folder);

// Of `pairs` with at least this similarity: those with at least one side gone.
Share gone(const ProductRun& run, std::span<const LabelledPair> pairs, double least_similarity);

}  // namespace leitong::quality
