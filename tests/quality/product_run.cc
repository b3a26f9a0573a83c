#include "quality/product_run.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "reference/reference_similarity.h"

namespace leitong::quality {
namespace {

std::size_t record_number(const simdjson::dom::element& entry, std::size_t records) {
  const std::uint64_t number = entry["record"];
  if (number < 1 || number > records) throw std::runtime_error("the audit names no such record");
  return number - 1;
}

}  // namespace

std::string quoted(const std::string& word) {
  std::string result = "'";
  for (const char c : word) {
    if (c == '\'') {
      result += "'\\''";
    } else {
      result += c;
    }
  }
  result += "'";
  return result;
}

ProductRun run_product(const std::filesystem::path& program, const std::vector<std::string>& flags,
                       const Corpus& corpus, const std::filesystem::path& folder) {
  const std::filesystem::path audit = folder / "audit.jsonl", kept = folder / "kept.jsonl";
  std::string command = quoted(program.string());
  for (const std::string& flag : flags) command.append(" ").append(quoted(flag));
  command.append(" --removed ").append(quoted(audit.string()));
  command.append(" ").append(quoted(corpus.path.string()));
  command.append(" > ").append(quoted(kept.string()));
  if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + command);

  ProductRun run;
  simdjson::dom::parser parser;
  const std::string entries = read_file(audit);
  for (std::size_t at = 0; at < entries.size();) {
    const std::size_t end = std::min(entries.find('\n', at), entries.size() - 1) + 1;
    const simdjson::dom::element entry = parser.parse(entries.data() + at, end - at);
    const std::size_t record = record_number(entry, corpus.lines.size());
    const Removal removal = {.leader = record_number(entry["leader"], corpus.lines.size()),
                             .similarity = entry["similarity"]};
    if (!run.removed.emplace(record, removal).second) {
      throw std::runtime_error("the audit names a record twice: " + command);
    }
    at = end;
  }
  std::string expected;
  for (std::size_t record = 0; record < corpus.lines.size(); ++record) {
    if (!run.removed.contains(record)) expected += corpus.lines[record];
  }
  if (read_file(kept) != expected) {
    throw std::runtime_error("the output is not the input without what was removed: " + command);
  }
  return run;
}

std::size_t wrong_removals(const ProductRun& run, std::span<const std::vector<std::uint32_t>> sets,
                           double threshold) {
  std::size_t wrong = 0;
  for (const auto& [record, removal] : run.removed) {
    const double similarity = reference::reference_jaccard(sets[record], sets[removal.leader]);
    const bool right = removal.leader < record && !run.removed.contains(removal.leader) &&
                       similarity >= threshold &&
                       std::abs(similarity - removal.similarity) < 0.00005 + 1e-9;
    if (!right) ++wrong;
  }
  return wrong;
}

std::string output_of(const std::string& command) {
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return {};
  std::string output;
  for (int c; (c = std::fgetc(pipe)) != EOF;) output += static_cast<char>(c);
  return pclose(pipe) == 0 ? output : std::string();
}

}  // namespace leitong::quality
