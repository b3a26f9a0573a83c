// Shingles as real strings, and records as sets of them. No hash decides anything here.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reference/reference_fold.h"
#include "reference/reference_tokens.h"

namespace leitong::reference {

// In reading order, repeats too: from each token on the shortest run of consecutive tokens whose
// weight reaches n, its tokens each followed by a lone surrogate, which no token holds.
std::vector<std::u16string> reference_shingle_list(const std::vector<Token>& tokens, unsigned n);

// The set that a record is compared as. Too light for one shingle: its exact form alone, or its
// bytes if that is empty; neither equals any run of tokens.
std::set<std::u16string> reference_shingles(const std::vector<Token>& tokens, unsigned n,
                                            std::u16string_view exact_form, std::string_view bytes);

struct Rule {
  Unit unit = Unit::kWord;
  unsigned n = 5;
  Steps steps = {};
};

// All of it: fold, tokens, shingles.
std::set<std::u16string> reference_record(std::string_view utf8, const Rule& rule);

// Small numbers for shingles: equal numbers, equal strings.
class Interner {
 public:
  // Sorted, without repeats.
  std::vector<std::uint32_t> ids(const std::set<std::u16string>& shingles);
  [[nodiscard]] std::size_t size() const { return numbers_.size(); }

 private:
  std::unordered_map<std::u16string, std::uint32_t> numbers_;
};

}  // namespace leitong::reference
