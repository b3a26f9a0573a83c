// ICU finds the engine that divides a run of dictionary characters by asking, for one character of
// it, first the engines that this iterator has met before, then those the process has loaded, then
// the script of the character. U+30FC has no script of its own, so `ージョン` comes out as one word
// in a fresh process and as two once anything has met a Han character or a kana; and an engine for
// "nobody's characters", once an iterator has one, swallows U+30FC as well. Answers would depend on
// what was read before, and on which thread read it. So every iterator is led over one character of
// each kind before it sees any text: the engines are then all there, in the same order, always.
#include "text/icu_segmenter.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include <mutex>
#include <string>
#include <utility>

namespace leitong {
namespace {

// Han, hiragana, katakana, then Thai, Lao, Khmer and Burmese, and last 〆, which no engine divides.
constexpr std::u16string_view kEveryDictionary = u"漢字ひらカタ กข ກຂ កខ ကခ 〆";

Error icu_error(std::string what, UErrorCode status) {
  return {.kind = Error::Kind::kInternal,
          .what = std::move(what) + ": " + u_errorName(status),
          .advice = "is ICU's data package installed?"};
}

void set_bit(std::vector<std::uint64_t>& bits, std::size_t i) {
  bits[i / 64] |= std::uint64_t{1} << (i % 64);
}

}  // namespace

struct IcuSegmenter::Iterator {
  std::unique_ptr<icu::BreakIterator> words;
  UText text = UTEXT_INITIALIZER;

  ~Iterator() { utext_close(&text); }

  bool open(std::u16string_view units, UErrorCode& status) {
    utext_openUChars(&text, units.data(), static_cast<std::int64_t>(units.size()), &status);
    words->setText(&text, status);
    return U_SUCCESS(status);
  }
};

Result<std::unique_ptr<IcuSegmenter>> IcuSegmenter::create() {
  auto iterator = std::make_unique<Iterator>();
  UErrorCode status = U_ZERO_ERROR;
  iterator->words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) return std::unexpected(icu_error("no word break iterator", status));

  // Two threads must not load dictionaries into ICU's shared list in different orders.
  static std::mutex loading;
  const std::scoped_lock lock(loading);
  if (!iterator->open(kEveryDictionary, status)) {
    return std::unexpected(icu_error("the word break iterator takes no text", status));
  }
  while (iterator->words->next() != icu::BreakIterator::DONE) {
  }
  return std::unique_ptr<IcuSegmenter>(new IcuSegmenter(std::move(iterator)));
}

IcuSegmenter::IcuSegmenter(std::unique_ptr<Iterator> iterator) : iterator_(std::move(iterator)) {}
IcuSegmenter::~IcuSegmenter() = default;

void IcuSegmenter::segment(std::u16string_view text, Segmentation& out) {
  units_ += text.size();
  out.units = text.size();
  out.starts.assign(text.size() / 64 + 1, 0);
  out.words.assign(text.size() / 64 + 1, 0);
  UErrorCode status = U_ZERO_ERROR;
  if (text.empty() || !iterator_->open(text, status)) return;

  icu::BreakIterator& words = *iterator_->words;
  std::size_t start = 0;
  for (std::int32_t end = words.next(); end != icu::BreakIterator::DONE; end = words.next()) {
    set_bit(out.starts, start);
    if (words.getRuleStatus() >= UBRK_WORD_NONE_LIMIT) set_bit(out.words, start);
    start = static_cast<std::size_t>(end);
  }
}

}  // namespace leitong
