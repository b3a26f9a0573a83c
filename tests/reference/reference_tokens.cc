#include "reference/reference_tokens.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <cstdint>
#include <memory>
#include <stdexcept>

namespace leitong::reference {
namespace {

std::unique_ptr<icu::BreakIterator> make_iterator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
  return iterator;
}

// ICU loads the engine of a script when it first meets the script, and keeps it for the process.
void load_dictionaries() {
  static const bool loaded = [] {
    const std::unique_ptr<icu::BreakIterator> iterator = make_iterator();
    // Han, Hiragana, Katakana, Hangul, Thai, Lao, Khmer, Burmese.
    const icu::UnicodeString text(
        u"中文分词 ひらがなです カタカナ 한국어 ภาษาไทยสวัสดี ພາສາລາວສະບາຍດີ ភាសាខ្មែរសួស្តី "
        u"မြန်မာဘာသာမင်္ဂလာပါ");
    iterator->setText(text);
    while (iterator->next() != icu::BreakIterator::DONE) {
    }
    return true;
  }();
  static_cast<void>(loaded);
}

unsigned weight_of(const icu::UnicodeString& word) {
  unsigned count = 0;
  for (std::int32_t at = 0; at < word.length(); at = word.moveIndex32(at, 1)) {
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(word.char32At(at), &status);
    if (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA) ++count;
  }
  return count == 0 ? 1 : count;
}

std::vector<Token> words(const icu::UnicodeString& text) {
  load_dictionaries();
  const std::unique_ptr<icu::BreakIterator> iterator = make_iterator();
  iterator->setText(text);
  std::vector<Token> tokens;
  std::int32_t begin = iterator->first();
  for (std::int32_t end = iterator->next(); end != icu::BreakIterator::DONE;
       begin = end, end = iterator->next()) {
    if (iterator->getRuleStatus() < UBRK_WORD_NONE_LIMIT) continue;
    const icu::UnicodeString word = text.tempSubStringBetween(begin, end);
    tokens.push_back({.text = {word.getBuffer(), static_cast<std::size_t>(word.length())},
                      .begin = static_cast<std::size_t>(begin),
                      .weight = weight_of(word)});
  }
  return tokens;
}

std::vector<Token> characters(const icu::UnicodeString& text) {
  std::vector<Token> tokens;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 character = text.char32At(at);
    if ((U_GET_GC_MASK(character) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) == 0) continue;
    const icu::UnicodeString one(character);
    tokens.push_back({.text = {one.getBuffer(), static_cast<std::size_t>(one.length())},
                      .begin = static_cast<std::size_t>(at),
                      .weight = 1});
  }
  return tokens;
}

}  // namespace

std::vector<Token> reference_tokens(std::u16string_view folded, Unit unit) {
  const icu::UnicodeString text(folded.data(), static_cast<std::int32_t>(folded.size()));
  return unit == Unit::kWord ? words(text) : characters(text);
}

}  // namespace leitong::reference
