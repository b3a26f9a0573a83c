// Writes the fold as a C++ source: make_fold_table UNIHAN_VARIANTS OUTPUT. The layout is described
// in text/fold_table.h, the Han steps in han_maps.cc.
//
// Only hasBoundaryBefore matters, not hasBoundaryAfter: a text is cut before characters, and a
// character that stands between two such cuts is normalized alone.
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "text/fold_table.h"
#include "text/tables/han_maps.h"

namespace leitong::tables {
namespace {

struct Folded {
  std::u32string text;
  bool boundary_before = true;
  bool vanishes = false;
};

class CharacterFold {
 public:
  explicit CharacterFold(const HanMaps& han) : han_(han) {
    UErrorCode status = U_ZERO_ERROR;
    casefold_ = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFKC_Casefold");
  }

  [[nodiscard]] Folded operator()(char32_t character) const {
    auto code = static_cast<UChar32>(character);
    if (u_charType(code) == U_CONTROL_CHAR) {
      if (!u_isUWhiteSpace(code)) return {.text = {}, .boundary_before = false, .vanishes = true};
      code = ' ';
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString text = casefold_->normalize(icu::UnicodeString(code), status);
    if (U_FAILURE(status)) throw std::runtime_error("NFKC_Casefold failed");
    Folded result;
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
      result.text += han_.representative(static_cast<char32_t>(text.char32At(at)));
    }
    result.vanishes = result.text.empty();
    result.boundary_before = !result.vanishes && casefold_->hasBoundaryBefore(code);
    return result;
  }

 private:
  const HanMaps& han_;
  const icu::Normalizer2* casefold_;
};

std::u16string to_units(std::u32string_view text) {
  std::u16string units;
  for (const char32_t character : text) {
    if (character < 0x10000) {
      units += static_cast<char16_t>(character);
    } else {
      units += static_cast<char16_t>(0xD7C0 + (character >> 10));
      units += static_cast<char16_t>(0xDC00 + (character & 0x3FF));
    }
  }
  return units;
}

struct Table {
  std::vector<std::uint32_t> bmp;
  std::vector<std::uint32_t> astral_pages;
  std::vector<std::uint32_t> astral;
  std::u16string expansions;
  // The meaning without the layout, which alone decides the table's name.
  std::string meaning;
  std::map<std::string, int> counts;
};

std::uint32_t special_entry(const Folded& folded, Table& table) {
  if (folded.vanishes) return kFoldVanishes;
  if (!folded.boundary_before) return kFoldJoins;
  const std::u16string units = to_units(folded.text);
  std::size_t offset = table.expansions.find(units);
  if (offset == table.expansions.npos) {
    offset = table.expansions.size();
    table.expansions += units;
  }
  if (offset > 0xFFFF || units.size() > 31) throw std::runtime_error("an expansion is too long");
  return kFoldExpands | static_cast<std::uint32_t>(units.size() << 16 | offset);
}

std::uint32_t entry_of(char32_t character, const Folded& folded, Table& table) {
  const bool plain = folded.boundary_before && folded.text.size() == 1;
  if (character >= 0x10000 && plain) return character ^ folded.text[0];
  if (plain && folded.text[0] < 0x10000) return folded.text[0];
  return special_entry(folded, table);
}

void record(char32_t character, const Folded& folded, std::uint32_t entry, Table& table) {
  const bool changed = folded.text != std::u32string(1, character);
  if (!changed && folded.boundary_before) return;
  table.meaning += std::to_string(static_cast<std::uint32_t>(character));
  table.meaning += folded.boundary_before ? ':' : '+';
  for (const char32_t to : folded.text) {
    table.meaning += std::to_string(static_cast<std::uint32_t>(to)) + ' ';
  }
  std::string what = "plain, changed";
  const std::uint32_t kind = entry & kFoldKindMask;
  if (kind == kFoldVanishes) what = "vanish";
  if (kind == kFoldJoins) what = "join";
  if (kind == kFoldExpands) what = "expand";
  ++table.counts[(character < 0x10000 ? "BMP " : "astral ") + what];
}

Table make_table(const HanMaps& han) {
  const CharacterFold fold(han);
  Table table;
  for (char32_t character = 0; character < 0x10000; ++character) {
    if (character >= 0xD800 && character < 0xE000) {
      table.bmp.push_back(kFoldSurrogate);
      continue;
    }
    const Folded folded = fold(character);
    table.bmp.push_back(entry_of(character, folded, table));
    record(character, folded, table.bmp.back(), table);
  }
  std::map<std::vector<std::uint32_t>, std::uint32_t> blocks;
  for (char32_t page = 0x10000; page < 0x110000; page += 256) {
    std::vector<std::uint32_t> block;
    for (char32_t character = page; character < page + 256; ++character) {
      const Folded folded = fold(character);
      block.push_back(entry_of(character, folded, table));
      record(character, folded, block.back(), table);
    }
    const auto [found, is_new] = blocks.emplace(block, static_cast<std::uint32_t>(blocks.size()));
    if (is_new) table.astral.insert(table.astral.end(), block.begin(), block.end());
    table.astral_pages.push_back(found->second);
  }
  if (blocks.size() > 256) throw std::runtime_error("too many blocks of astral characters");
  for (const auto* map : {&han.simplified, &han.variants}) {
    table.meaning += ';';
    for (const auto& [from, to] : *map) {
      table.meaning += std::to_string(static_cast<std::uint32_t>(from)) + '>' +
                       std::to_string(static_cast<std::uint32_t>(to)) + ' ';
    }
  }
  UVersionInfo version;
  u_getUnicodeVersion(version);
  for (const std::uint8_t part : version) table.meaning += '.' + std::to_string(part);
  return table;
}

template <class Values>
void write_array(std::ostream& out, std::string_view declaration, const Values& values) {
  out << "const " << declaration << " = {";
  std::size_t column = 0;
  for (const auto value : values) {
    out << (column++ % 16 == 0 ? "\n" : "") << static_cast<std::uint32_t>(value) << ',';
  }
  out << "};\n";
}

void write_pairs(std::ostream& out, const std::string& name,
                 const std::map<char32_t, char32_t>& pairs) {
  out << "const HanPair " << name << "[] = {";
  std::size_t column = 0;
  for (const auto& [from, to] : pairs) {
    out << (column++ % 8 == 0 ? "\n" : "") << '{' << static_cast<std::uint32_t>(from) << ','
        << static_cast<std::uint32_t>(to) << "},";
  }
  out << "};\n";
}

void write(std::ostream& out, const HanMaps& han, const Table& table) {
  out << "// Generated by make_fold_table.\n";
  for (const auto& [kind, count] : table.counts) out << "// " << kind << ": " << count << '\n';
  out << "// simplified: " << han.simplified.size() << "\n// variants: " << han.variants.size()
      << "\n#include \"text/fold_table.h\"\n\nnamespace leitong {\nnamespace {\n";
  write_pairs(out, "kSimplifiedPairs", han.simplified);
  write_pairs(out, "kVariantPairs", han.variants);
  out << "}  // namespace\n";
  write_array(out, "std::uint32_t kFoldBmp[0x10000]", table.bmp);
  write_array(out, "std::uint8_t kFoldAstralPages[0x1000]", table.astral_pages);
  write_array(out, "std::uint32_t kFoldAstral[]", table.astral);
  write_array(out, "char16_t kFoldExpansions[]", table.expansions);
  out << "const std::span<const HanPair> kFoldSimplified(kSimplifiedPairs);\n"
         "const std::span<const HanPair> kFoldVariants(kVariantPairs);\n"
         "const std::uint64_t kFoldTableHash = "
      << hash64(table.meaning) << "ULL;\n}  // namespace leitong\n";
}

int run(const std::string& unihan_variants, const std::string& output) {
  const HanMaps han = make_han_maps(unihan_variants);
  const Table table = make_table(han);
  std::ofstream out(output);
  write(out, han, table);
  out.close();
  if (!out) throw std::runtime_error("cannot write " + output);
  return 0;
}

}  // namespace
}  // namespace leitong::tables

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: make_fold_table UNIHAN_VARIANTS OUTPUT\n", stderr);
    return 2;
  }
  try {
    return leitong::tables::run(argv[1], argv[2]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "make_fold_table: %s\n", error.what());
    return 1;
  }
}
