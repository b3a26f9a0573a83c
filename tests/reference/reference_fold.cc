// The rule for Han characters, as far as docs/design.md leaves it open:
//
// Simplified: ICU's Hant-Hans on a character of script Han standing alone, again and again until
// nothing changes. Where that runs in a circle (苎 and 苧 are sent to each other), the smallest
// code point of the circle.
//
// Variant: a character moves if it is outside GB 2312 and is what NFKC_Casefold and the step before
// leave alone. Take every character that its kZVariant and kSemanticVariant name, fold each by
// NFKC_Casefold and the step before, keep those in GB 2312. If exactly one is left, the character
// goes there; if none or several, it stays (扵 names both 于 and 亏). Both fields are symmetric in
// Unihan, so "the only one that names it" adds nothing. GB 2312 is Unihan's kGB0: 6,763 characters.
#include "reference/reference_fold.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace leitong::reference {
namespace {

void check(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string(what) + ": " + u_errorName(status));
}

bool is_han(char32_t character) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(character), &status) == USCRIPT_HAN;
}

icu::UnicodeString nfkc_casefold(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  check(status, "NFKC_Casefold");
  icu::UnicodeString folded = normalizer->normalize(text, status);
  check(status, "NFKC_Casefold");
  return folded;
}

std::u32string code_points(std::u16string_view text) {
  const icu::UnicodeString units(text.data(), static_cast<std::int32_t>(text.size()));
  std::u32string result;
  for (std::int32_t at = 0; at < units.length(); at = units.moveIndex32(at, 1)) {
    result.push_back(static_cast<char32_t>(units.char32At(at)));
  }
  return result;
}

icu::UnicodeString to_units(std::u32string_view text) {
  icu::UnicodeString units;
  for (const char32_t character : text) units.append(static_cast<UChar32>(character));
  return units;
}

std::string lines_of_bz2(const std::string& path) {
  const std::string command = "bzip2 -dc " + path;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error(command);
  std::string content;
  std::vector<char> block(1 << 16);
  for (std::size_t got; (got = std::fread(block.data(), 1, block.size(), pipe)) > 0;) {
    content.append(block.data(), got);
  }
  if (pclose(pipe) != 0 || content.empty()) throw std::runtime_error(command + " failed");
  return content;
}

// Of a line of a Unihan file: U+5292 kSemanticVariant U+528D<kMatthews. None of a comment.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  if (!line.starts_with("U+")) return words;
  std::istringstream stream(line);
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

char32_t parse_code_point(const std::string& text) {
  return static_cast<char32_t>(std::stoul(text.substr(2), nullptr, 16));
}

struct HanMaps {
  std::map<char32_t, char32_t> simplified;
  std::map<char32_t, char32_t> variant;

  HanMaps() {
    build_simplified();
    build_variants();
  }

  char32_t simplify(char32_t character) const {
    const auto found = simplified.find(character);
    return found == simplified.end() ? character : found->second;
  }

 private:
  void build_simplified() {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> hant_hans(
        icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, status));
    check(status, "Hant-Hans");
    const auto once = [&](char32_t character) {
      icu::UnicodeString text(static_cast<UChar32>(character));
      hant_hans->transliterate(text);
      if (text.countChar32() != 1) throw std::runtime_error("Hant-Hans: not one character");
      return static_cast<char32_t>(text.char32At(0));
    };
    for (char32_t character = 0; character < 0x110000; ++character) {
      if (!is_han(character)) continue;
      std::vector<char32_t> path = {character};
      std::size_t again = 0;  // where the path comes back to itself
      for (;;) {
        const char32_t next = once(path.back());
        for (again = 0; again < path.size() && path[again] != next; ++again) {
        }
        if (again < path.size()) break;
        path.push_back(next);
      }
      char32_t end = path.back();
      for (; again < path.size(); ++again) end = std::min(end, path[again]);
      if (end != character) simplified[character] = end;
    }
  }

  // NFKC_Casefold and Hant-Hans of one character, or 0 where that is not one character.
  char32_t fold_one(char32_t character) const {
    const icu::UnicodeString folded =
        nfkc_casefold(icu::UnicodeString(static_cast<UChar32>(character)));
    if (folded.countChar32() != 1) return 0;
    return simplify(static_cast<char32_t>(folded.char32At(0)));
  }

  void build_variants() {
    std::set<char32_t> gb2312;
    std::istringstream mappings(lines_of_bz2("/usr/share/unicode/Unihan_OtherMappings.txt.bz2"));
    for (std::string line; std::getline(mappings, line);) {
      const std::vector<std::string> words = words_of(line);
      if (words.size() > 1 && words[1] == "kGB0") gb2312.insert(parse_code_point(words[0]));
    }
    std::map<char32_t, std::set<char32_t>> named;
    std::istringstream variants(lines_of_bz2("/usr/share/unicode/Unihan_Variants.txt.bz2"));
    for (std::string line; std::getline(variants, line);) {
      const std::vector<std::string> words = words_of(line);
      if (words.size() < 3 || (words[1] != "kZVariant" && words[1] != "kSemanticVariant")) continue;
      for (std::size_t i = 2; i < words.size(); ++i) {
        named[parse_code_point(words[0])].insert(parse_code_point(words[i]));
      }
    }
    for (const auto& [character, names] : named) {
      if (gb2312.contains(character) || fold_one(character) != character) continue;
      std::set<char32_t> targets;
      for (const char32_t name : names) {
        if (gb2312.contains(fold_one(name))) targets.insert(fold_one(name));
      }
      if (targets.size() == 1) variant[character] = *targets.begin();
    }
  }
};

const HanMaps& han_maps() {
  static const HanMaps maps;
  return maps;
}

// Table 3-7 of the Unicode standard: which second bytes may follow a lead, and how many bytes in
// all.
struct Lead {
  int length;
  unsigned char second_from, second_to;
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, 0, 0};
  if (byte < 0xC2) return {0, 0, 0};
  if (byte < 0xE0) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte < 0xF0) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte < 0xF4) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

}  // namespace

Decoded reference_decode(std::string_view utf8) {
  Decoded result;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[at++]);
    const Lead lead = lead_of(first);
    char32_t character = lead.length <= 1 ? first : first & (0x7Fu >> lead.length);
    bool whole = lead.length > 0;
    for (int i = 1; i < lead.length; ++i) {
      const unsigned char from = i == 1 ? lead.second_from : 0x80;
      const unsigned char to = i == 1 ? lead.second_to : 0xBF;
      const auto next = static_cast<unsigned char>(at < utf8.size() ? utf8[at] : 0);
      if (next < from || next > to) {
        whole = false;
        break;
      }
      character = character << 6 | (next & 0x3Fu);
      ++at;
    }
    result.text.push_back(whole ? character : U'\uFFFD');
    if (!whole) ++result.ill_formed;
  }
  return result;
}

char32_t reference_simplified(char32_t character) { return han_maps().simplify(character); }

char32_t reference_variant(char32_t character) {
  const auto found = han_maps().variant.find(character);
  return found == han_maps().variant.end() ? character : found->second;
}

std::u16string reference_fold(std::string_view utf8, const Steps& steps) {
  std::u32string text = reference_decode(utf8).text;
  if (steps.controls) {
    std::u32string kept;
    for (const char32_t character : text) {
      const auto code = static_cast<UChar32>(character);
      if (u_charType(code) != U_CONTROL_CHAR) {
        kept.push_back(character);
      } else if (u_isUWhiteSpace(code)) {
        kept.push_back(U' ');
      }
    }
    text = kept;
  }
  if (steps.compatibility) {
    const icu::UnicodeString folded = nfkc_casefold(to_units(text));
    text = code_points({folded.getBuffer(), static_cast<std::size_t>(folded.length())});
  }
  if (steps.simplify) {
    for (char32_t& character : text) character = reference_simplified(character);
  }
  if (steps.variants) {
    for (char32_t& character : text) character = reference_variant(character);
  }
  const icu::UnicodeString units = to_units(text);
  return {units.getBuffer(), static_cast<std::size_t>(units.length())};
}

std::u16string reference_exact_form(std::u16string_view folded) {
  std::u16string result;
  for (const char16_t unit : folded) {  // every character of White_Space is one unit
    if (!u_isUWhiteSpace(unit)) {
      result.push_back(unit);
    } else if (!result.empty() && result.back() != u' ') {
      result.push_back(u' ');
    }
  }
  if (!result.empty() && result.back() == u' ') result.pop_back();
  return result;
}

}  // namespace leitong::reference
