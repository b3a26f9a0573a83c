// Simplified: ICU's Hant-Hans transliterator on each character of script Han alone (in context it
// would depend on its neighbours), followed to its fixed point. Where it runs in a circle (苎 and
// 苧 are sent to each other) the smallest code point of the circle stands for all.
//
// Variants: Unihan's kZVariant and kSemanticVariant join characters that mean the same, but their
// closure is far too much: it makes 他, 她, 它 and 牠 one, and 一 and 壹. So a character moves only
// if it is outside GB 2312, the set of common Simplified characters, and exactly one character
// inside is named by it (as it is, or once folded itself); and it moves once. What is inside GB
// 2312 never moves, so characters in daily use stay apart and the step is idempotent. A character
// that names several (扵: 于 and 亏) stays.
#include "text/tables/han_maps.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <memory>
#include <set>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace leitong::tables {
namespace {

constexpr std::size_t kHanInGb2312 = 6763;

void require(bool condition, const std::string& what) {
  if (!condition) throw std::runtime_error(what);
}

bool is_han(char32_t character) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(character), &status) == USCRIPT_HAN;
}

std::map<char32_t, char32_t> hant_hans_once() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> transliterator(
      icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, status));
  require(U_SUCCESS(status), "ICU has no transliterator Hant-Hans");
  std::map<char32_t, char32_t> once;
  for (char32_t character = 0; character <= 0x10FFFF; ++character) {
    if (!is_han(character)) continue;
    icu::UnicodeString text(static_cast<UChar32>(character));
    transliterator->transliterate(text);
    if (text.countChar32() != 1) continue;  // no ICU so far has one
    const auto target = static_cast<char32_t>(text.char32At(0));
    if (target != character) once[character] = target;
  }
  return once;
}

std::map<char32_t, char32_t> to_fixed_point(const std::map<char32_t, char32_t>& once) {
  std::map<char32_t, char32_t> result;
  for (const auto& [character, first] : once) {
    std::vector<char32_t> path = {character};
    char32_t next = first;
    auto seen = path.end();
    while ((seen = std::ranges::find(path, next)) == path.end()) {
      path.push_back(next);
      const auto found = once.find(next);
      if (found != once.end()) next = found->second;
    }
    const char32_t end = *std::min_element(seen, path.end());
    if (end != character) result[character] = end;
  }
  return result;
}

std::set<char32_t> han_of_gb2312() {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open("GB2312", &status);
  require(U_SUCCESS(status), "ICU has no converter GB2312");
  std::set<char32_t> result;
  for (int row = 0xB0; row <= 0xF7; ++row) {
    for (int cell = 0xA1; cell <= 0xFE; ++cell) {
      const char bytes[] = {static_cast<char>(row), static_cast<char>(cell)};
      char16_t units[4];
      status = U_ZERO_ERROR;
      ucnv_reset(converter);
      const int length = ucnv_toUChars(converter, units, 4, bytes, 2, &status);
      if (U_SUCCESS(status) && length == 1 && is_han(units[0])) result.insert(units[0]);
    }
  }
  ucnv_close(converter);
  require(result.size() == kHanInGb2312, "ICU's GB2312 has not 6,763 Han characters");
  return result;
}

// The characters that a line names: U+5292 <tab> kSemanticVariant <tab> U+528D<kMatthews U+5251
std::map<char32_t, std::set<char32_t>> read_variants(const std::string& path) {
  const auto code_point = [](std::string_view text) {
    unsigned value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, 16);
    return static_cast<char32_t>(value);
  };
  std::ifstream file(path);
  require(file.good(), "cannot read " + path);
  std::map<char32_t, std::set<char32_t>> result;
  for (std::string line; std::getline(file, line);) {
    const std::string_view view = line;
    const std::size_t field = view.find('\t');
    if (!view.starts_with("U+") || field == view.npos) continue;
    const std::size_t values = view.find('\t', field + 1);
    if (values == view.npos) continue;
    const std::string_view name = view.substr(field + 1, values - field - 1);
    if (name != "kZVariant" && name != "kSemanticVariant") continue;
    for (std::size_t at = values; (at = view.find("U+", at)) != view.npos; at += 2) {
      result[code_point(view.substr(2))].insert(code_point(view.substr(at + 2)));
    }
  }
  require(file.eof() && !file.bad(), "cannot read " + path);
  require(!result.empty(), path + " names no variants");
  return result;
}

}  // namespace

HanMaps make_han_maps(const std::string& unihan_variants) {
  HanMaps maps;
  maps.simplified = to_fixed_point(hant_hans_once());

  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  require(U_SUCCESS(status), "ICU has no NFKC_Casefold");
  const auto folded = [&](char32_t character) {
    const icu::UnicodeString text =
        casefold->normalize(icu::UnicodeString(static_cast<UChar32>(character)), status);
    return text.countChar32() == 1 ? maps.simplify(static_cast<char32_t>(text.char32At(0))) : 0;
  };
  const std::set<char32_t> gb2312 = han_of_gb2312();
  for (const auto& [character, named] : read_variants(unihan_variants)) {
    if (gb2312.contains(character) || folded(character) != character) continue;
    std::set<char32_t> inside;
    for (const char32_t name : named) {
      if (gb2312.contains(folded(name))) inside.insert(folded(name));
    }
    if (inside.size() == 1) maps.variants[character] = *inside.begin();
  }
  require(U_SUCCESS(status), "NFKC_Casefold failed");
  return maps;
}

}  // namespace leitong::tables
