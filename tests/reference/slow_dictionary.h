// ICU's CJK dictionary as a map, and the cheapest path over it as a textbook has it.
#pragma once

#include <unicode/ucharstrie.h>
#include <unicode/udata.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leitong::reference {

class SlowDictionary {
 public:
  SlowDictionary() {
    UErrorCode status = U_ZERO_ERROR;
    UDataMemory* const data = udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &status);
    const auto* const header = static_cast<const std::int32_t*>(udata_getMemory(data));
    icu::UCharsTrie::Iterator entries(
        reinterpret_cast<const char16_t*>(reinterpret_cast<const char*>(header) + header[0]), 0,
        status);
    while (entries.next(status)) {
      costs_[{entries.getString().getBuffer(),
              static_cast<std::size_t>(entries.getString().length())}] =
          static_cast<std::uint32_t>(entries.getValue());
    }
    udata_close(data);
  }

  [[nodiscard]] const std::map<std::u16string, std::uint32_t, std::less<>>& costs() const {
    return costs_;
  }

  // The cost of `text` as one word, or of a character that is none; -1 if it is no edge at all.
  [[nodiscard]] std::int64_t edge(std::u16string_view text) const {
    const auto found = costs_.find(text);
    if (found != costs_.end()) return found->second;
    return text.size() == 1 ? 255 : -1;
  }

  // Where words start in a run of Han and kana: the cheapest path, of equals the one whose edges,
  // from the end back, start first.
  [[nodiscard]] std::vector<std::size_t> starts(std::u16string_view run) const {
    std::vector<std::int64_t> best(run.size() + 1, std::numeric_limits<std::int64_t>::max());
    std::vector<std::size_t> from(run.size() + 1);
    best[0] = 0;
    const auto relax = [&](std::size_t begin, std::size_t end, std::int64_t cost) {
      if (cost < 0 || best[begin] + cost >= best[end]) return;
      best[end] = best[begin] + cost;
      from[end] = begin;
    };
    for (std::size_t i = 0; i < run.size(); ++i) {
      for (std::size_t end = i + 1; end <= std::min(run.size(), i + 20); ++end) {
        relax(i, end, edge(run.substr(i, end - i)));
      }
      constexpr std::int64_t kCosts[] = {8192, 984, 408, 240, 204, 252, 300, 372, 480};
      const std::size_t length = run_length(run, i);
      if (length != 0) relax(i, i + length, length > 8 ? 8192 : kCosts[length]);
    }
    std::vector<std::size_t> starts;
    for (std::size_t i = run.size(); i != 0; i = from[i]) starts.push_back(from[i]);
    std::ranges::reverse(starts);
    return starts;
  }

  // The cheapest way to spell `word` with entries shorter than it.
  [[nodiscard]] std::int64_t cheapest_split(std::u16string_view word) const {
    std::vector<std::int64_t> best(word.size() + 1, std::numeric_limits<std::int64_t>::max());
    best[0] = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
      for (std::size_t end = i + 1; end <= word.size(); ++end) {
        if (end - i == word.size()) continue;
        const std::int64_t cost = edge(word.substr(i, end - i));
        if (cost >= 0) best[end] = std::min(best[end], best[i] + cost);
      }
    }
    return best.back();
  }

  // Units of the longest word of three and more at i that no split beats; 0 if there is none.
  [[nodiscard]] std::size_t longest_word(std::u16string_view text, std::size_t i) const {
    for (std::size_t length = std::min<std::size_t>(text.size() - i, 20); length >= 3; --length) {
      const std::u16string_view word = text.substr(i, length);
      if (edge(word) >= 0 && edge(word) <= cheapest_split(word)) return length;
    }
    return 0;
  }

  // Units of the katakana run that is an edge from i; 0 if there is none.
  static std::size_t run_length(std::u16string_view text, std::size_t i) {
    if (!is_katakana(text[i]) || (i > 0 && is_katakana(text[i - 1]))) return 0;
    std::size_t length = 1;
    while (i + length < text.size() && is_katakana(text[i + length])) ++length;
    return length > 1 && length < 20 ? length : 0;
  }

  static bool is_katakana(char16_t c) { return c >= 0x30A1 && c <= 0x30FE && c != 0x30FB; }

 private:
  std::map<std::u16string, std::uint32_t, std::less<>> costs_;
};

}  // namespace leitong::reference
