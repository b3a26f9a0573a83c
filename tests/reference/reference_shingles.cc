#include "reference/reference_shingles.h"

#include <algorithm>

namespace leitong::reference {
namespace {

constexpr char16_t kEndOfToken = 0xD800;
constexpr char16_t kExactForm = 0xD801;
constexpr char16_t kBytes = 0xD802;

}  // namespace

std::vector<std::u16string> reference_shingle_list(const std::vector<Token>& tokens, unsigned n) {
  std::vector<std::u16string> shingles;
  for (std::size_t first = 0; first < tokens.size(); ++first) {
    std::u16string run;
    unsigned weight = 0;
    for (std::size_t i = first; i < tokens.size() && weight < n; ++i) {
      run += tokens[i].text;
      run += kEndOfToken;
      weight += tokens[i].weight;
    }
    if (weight >= n) shingles.push_back(run);
  }
  return shingles;
}

std::set<std::u16string> reference_shingles(const std::vector<Token>& tokens, unsigned n,
                                            std::u16string_view exact_form,
                                            std::string_view bytes) {
  const std::vector<std::u16string> list = reference_shingle_list(tokens, n);
  if (!list.empty()) return {list.begin(), list.end()};
  std::u16string whole;
  if (!exact_form.empty()) {
    whole = kExactForm;
    whole += exact_form;
  } else {
    whole = kBytes;
    for (const char byte : bytes) whole += static_cast<unsigned char>(byte);
  }
  return {whole};
}

std::set<std::u16string> reference_record(std::string_view utf8, const Rule& rule) {
  const std::u16string folded = reference_fold(utf8, rule.steps);
  return reference_shingles(reference_tokens(folded, rule.unit), rule.n,
                            reference_exact_form(folded), utf8);
}

std::vector<std::uint32_t> Interner::ids(const std::set<std::u16string>& shingles) {
  std::vector<std::uint32_t> result;
  for (const std::u16string& shingle : shingles) {
    const auto next = static_cast<std::uint32_t>(numbers_.size());
    result.push_back(numbers_.try_emplace(shingle, next).first->second);
  }
  std::ranges::sort(result);
  return result;
}

}  // namespace leitong::reference
