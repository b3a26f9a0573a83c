#include "quality/corpus.h"

#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace leitong::quality {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(stream), {}};
}

Corpus read_corpus(const std::filesystem::path& path) {
  Corpus corpus;
  corpus.path = path;
  corpus.bytes = read_file(path);
  simdjson::dom::parser parser;
  for (std::size_t at = 0; at < corpus.bytes.size();) {
    const std::size_t end = std::min(corpus.bytes.find('\n', at), corpus.bytes.size() - 1) + 1;
    const std::string_view line = std::string_view(corpus.bytes).substr(at, end - at);
    const simdjson::dom::element record = parser.parse(line.data(), line.size());
    corpus.number_of[std::string(std::string_view(record["id"]))] = corpus.lines.size();
    corpus.texts.emplace_back(std::string_view(record["text"]));
    corpus.lines.push_back(line);
    at = end;
  }
  return corpus;
}

std::vector<LabelledPair> read_pairs(const std::filesystem::path& path, const Corpus& corpus) {
  std::vector<LabelledPair> pairs;
  std::istringstream lines(read_file(path));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string first, second, similarity;
    std::getline(fields, first, '\t');
    std::getline(fields, second, '\t');
    std::getline(fields, similarity, '\t');
    if (first == "a" && second == "b") continue;  // the head line
    pairs.push_back(
        {corpus.number_of.at(first), corpus.number_of.at(second), std::stod(similarity)});
  }
  return pairs;
}

}  // namespace leitong::quality
