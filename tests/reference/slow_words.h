// Words by the shortest program that can be written with ICU, and tokens one character at a time.
#pragma once

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leitong::reference {

struct Word {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool is_word = false;  // rule status 100 or more

  bool operator==(const Word&) const = default;
};

struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t weight = 0;

  bool operator==(const Token&) const = default;
};

// A word iterator that has met every dictionary.
class WordLoop {
 public:
  WordLoop() {
    UErrorCode status = U_ZERO_ERROR;
    iterator_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    segments(u"漢ひカ ก ກ ក က 〆");
  }

  std::vector<Word> segments(std::u16string_view text) {
    const icu::UnicodeString string(false, text.data(), static_cast<std::int32_t>(text.size()));
    iterator_->setText(string);
    std::vector<Word> words;
    std::int32_t begin = iterator_->first();
    for (std::int32_t end = iterator_->next(); end != icu::BreakIterator::DONE;
         begin = end, end = iterator_->next()) {
      words.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                       iterator_->getRuleStatus() >= UBRK_WORD_NONE_LIMIT});
    }
    return words;
  }

 private:
  std::unique_ptr<icu::BreakIterator> iterator_;
};

// All segments, by a new iterator.
inline std::vector<Word> segments(std::u16string_view text) { return WordLoop().segments(text); }

inline bool is_han_or_hiragana(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA;
}

inline std::vector<Token> word_tokens(std::u16string_view text) {
  std::vector<Token> tokens;
  for (const Word& word : segments(text)) {
    if (!word.is_word) continue;
    const icu::UnicodeString string(text.data() + word.begin,
                                    static_cast<std::int32_t>(word.end - word.begin));
    std::uint32_t weight = 0;
    for (std::int32_t i = 0; i < string.length(); i = string.moveIndex32(i, 1)) {
      weight += is_han_or_hiragana(string.char32At(i));
    }
    tokens.push_back({word.begin, word.end, std::max(1U, weight)});
  }
  return tokens;
}

inline std::vector<Token> character_tokens(std::u16string_view text) {
  std::vector<Token> tokens;
  const icu::UnicodeString string(text.data(), static_cast<std::int32_t>(text.size()));
  for (std::int32_t i = 0, next = 0; i < string.length(); i = next) {
    next = string.moveIndex32(i, 1);
    const auto category = U_MASK(u_charType(string.char32At(i)));
    if ((category & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) == 0) continue;
    tokens.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(next), 1});
  }
  return tokens;
}

}  // namespace leitong::reference
