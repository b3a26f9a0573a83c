#include "text/tables/make_segmenter_tables_dictionary.h"

#include <unicode/ucharstrie.h>
#include <unicode/udata.h>

#include <algorithm>
#include <limits>
#include <string_view>

#include "text/segmenter/tables.h"

namespace leitong {
namespace {

constexpr int kTrieOffset = 0;  // places in the header of eight numbers
constexpr int kTrieType = 4;
constexpr std::int32_t kTypeMask = 7;
constexpr std::int32_t kUCharsTrie = 1;
constexpr std::size_t kLongestWord = 20;  // ICU looks no further

Error failed(const char* what) { return {.kind = Error::Kind::kInternal, .what = what}; }

}  // namespace

Result<std::vector<Word>> read_dictionary() {
  UErrorCode status = U_ZERO_ERROR;
  UDataMemory* const data = udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &status);
  if (U_FAILURE(status)) return std::unexpected(failed("ICU has no CJK dictionary"));
  const auto* const header = static_cast<const std::int32_t*>(udata_getMemory(data));
  if ((header[kTrieType] & kTypeMask) != kUCharsTrie) {
    return std::unexpected(failed("ICU's CJK dictionary is of a new kind"));
  }
  const auto* const trie = reinterpret_cast<const char16_t*>(reinterpret_cast<const char*>(header) +
                                                             header[kTrieOffset]);
  std::vector<Word> words;
  icu::UCharsTrie::Iterator entries(trie, 0, status);
  while (entries.next(status)) {
    const icu::UnicodeString& text = entries.getString();
    const std::int32_t value = entries.getValue();
    if (value < 0 || value >= static_cast<std::int32_t>(kMissingCost)) {
      return std::unexpected(failed("ICU's CJK dictionary has a cost of a new size"));
    }
    if (static_cast<std::size_t>(text.countChar32()) > kLongestWord) continue;
    words.push_back({.text = {text.getBuffer(), static_cast<std::size_t>(text.length())},
                     .cost = static_cast<std::uint32_t>(value)});
  }
  udata_close(data);
  if (U_FAILURE(status)) return std::unexpected(failed("ICU's CJK dictionary cannot be read"));
  return words;
}

std::vector<Word> without_dominated(const std::vector<Word>& words) {
  std::unordered_map<std::u16string_view, std::uint32_t> costs;
  for (const Word& word : words) costs.emplace(word.text, word.cost);
  // The cheapest spelling of `text` with words shorter than itself.
  const auto spelling = [&](std::u16string_view text) {
    std::vector<std::uint32_t> best(text.size() + 1, std::numeric_limits<std::uint32_t>::max());
    best[0] = 0;
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
      for (std::size_t length = 1; begin + length <= text.size() && length < text.size();
           ++length) {
        const auto entry = costs.find(text.substr(begin, length));
        if (entry == costs.end() && length > 1) continue;
        const std::uint32_t edge = entry == costs.end() ? kMissingCost : entry->second;
        best[begin + length] = std::min(best[begin + length], best[begin] + edge);
      }
    }
    return best.back();
  };
  std::vector<Word> kept;
  for (const Word& word : words) {
    if (word.text.size() == 1 || word.cost <= spelling(word.text)) kept.push_back(word);
  }
  return kept;
}

}  // namespace leitong
