#include "text/fold_steps.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <cstdint>
#include <span>

#include "text/fold_table.h"

namespace leitong {
namespace {

// ICU counts in 32 bits. A stretch without boundary of this length (no text has one) is cut.
constexpr std::size_t kLongest = std::size_t{1} << 30;
constexpr char32_t kFirstHan = 0x2E80;  // no character below is of script Han

// Cc: U+0000 to U+001F and U+007F to U+009F, for good (the stability policy of general categories).
bool is_control(char16_t unit) { return unit < 0x20 || (unit >= 0x7F && unit < 0xA0); }

std::u16string without_controls(std::u16string_view units) {
  std::u16string result;
  result.reserve(units.size());
  for (const char16_t unit : units) {
    if (!is_control(unit)) {
      result += unit;
    } else if (u_isUWhiteSpace(unit)) {
      result += u' ';
    }
  }
  return result;
}

char32_t representative(std::span<const HanPair> pairs, char32_t character) {
  const auto found = std::ranges::lower_bound(pairs, character, {}, &HanPair::from);
  return found != pairs.end() && found->from == character ? found->to : character;
}

void append_representatives(std::u16string_view units, const FoldOptions& options,
                            std::u16string& out) {
  for (std::size_t at = 0; at < units.size();) {
    UChar32 code = 0;
    U16_NEXT(units, at, units.size(), code);
    auto character = static_cast<char32_t>(code);
    if (character >= kFirstHan) {
      if (options.simplify) character = representative(kFoldSimplified, character);
      if (options.variants) character = representative(kFoldVariants, character);
    }
    if (character < 0x10000) {
      out += static_cast<char16_t>(character);
    } else {
      out += static_cast<char16_t>(U16_LEAD(character));
      out += static_cast<char16_t>(U16_TRAIL(character));
    }
  }
}

}  // namespace

void append_fold_by_steps(std::u16string_view units, const FoldOptions& options,
                          std::u16string& out) {
  if (units.size() > kLongest) {
    const std::size_t cut = kLongest - (U16_IS_TRAIL(units[kLongest]) ? 1 : 0);
    append_fold_by_steps(units.substr(0, cut), options, out);
    append_fold_by_steps(units.substr(cut), options, out);
    return;
  }
  std::u16string kept;
  if (options.controls) {
    kept = without_controls(units);
    units = kept;
  }
  icu::UnicodeString normalized;
  if (options.compatibility) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString source(false, units.data(), static_cast<std::int32_t>(units.size()));
    const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_SUCCESS(status)) casefold->normalize(source, normalized, status);
    if (U_SUCCESS(status)) {
      units = {normalized.getBuffer(), static_cast<std::size_t>(normalized.length())};
    }
  }
  append_representatives(units, options, out);
}

}  // namespace leitong
