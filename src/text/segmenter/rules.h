// ICU's compiled word rules, read as data: a category for each code point and a table of states.
//
// Nothing of the rules is written down here. Whether the layout is the one we know is checked when
// they are opened; if it is not, there are no rules and plain ICU serves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "leitong/error.h"

struct UCPTrie;

namespace leitong {

class WordRules {
 public:
  // The rules of ICU's root word iterator. Fails (kInternal) if their layout is unknown.
  [[nodiscard]] static Result<WordRules> open();
  // Rules as RuleBasedBreakIterator::getBinaryRules() hands them out; copied.
  [[nodiscard]] static Result<WordRules> read(std::span<const std::uint8_t> compiled);
  ~WordRules();
  WordRules(WordRules&&) noexcept;
  WordRules& operator=(WordRules&&) noexcept;

  [[nodiscard]] unsigned category(char32_t c) const;
  // Characters of categories from this one on are divided by a dictionary, if there is one.
  [[nodiscard]] unsigned first_dictionary_category() const { return first_dictionary_category_; }

  struct Segment {
    std::size_t length = 0;
    bool is_word = false;  // rule status 100 or more
  };
  // The first segment of a text that is not empty, dictionaries left aside.
  [[nodiscard]] Segment first_segment(std::u16string_view text) const;
  // The same over categories in place of characters.
  [[nodiscard]] Segment first_segment(const unsigned* categories, std::size_t count) const;

  // XXH3 of the compiled rules.
  [[nodiscard]] std::uint64_t hash() const { return hash_; }

 private:
  WordRules() = default;

  // One state: what the row says once it has been entered.
  struct State {
    bool accepts = false;
    bool is_word = false;
  };
  struct CloseTrie {
    void operator()(UCPTrie* trie) const;
  };

  std::vector<std::uint8_t> bytes_;  // the trie reads from these
  std::unique_ptr<UCPTrie, CloseTrie> categories_;
  std::vector<State> states_;
  std::vector<std::uint8_t> next_;  // by state, then by category; 0 stops
  std::size_t category_count_ = 0;
  unsigned first_dictionary_category_ = 0;
  std::uint64_t hash_ = 0;
};

}  // namespace leitong
