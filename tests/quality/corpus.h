// A truth set: records with known duplicates.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leitong::quality {

struct Corpus {
  std::filesystem::path path;
  std::string bytes;                                       // the file
  std::vector<std::string_view> lines;                     // of `bytes`, with their line ends
  std::vector<std::string> texts;                          // the field "text"
  std::unordered_map<std::string, std::size_t> number_of;  // by the field "id"
};

// JSONL. Throws std::runtime_error on what cannot be read.
Corpus read_corpus(const std::filesystem::path& path);

// A line of NAME.pairs.tsv (pairs that someone labelled as copies) or NAME.allpairs-nN.tsv (all
// pairs that another program found): two records and their similarity there.
struct LabelledPair {
  std::size_t first = 0, second = 0;
  double similarity = 0;
};

std::vector<LabelledPair> read_pairs(const std::filesystem::path& path, const Corpus& corpus);

std::string read_file(const std::filesystem::path& path);

}  // namespace leitong::quality
