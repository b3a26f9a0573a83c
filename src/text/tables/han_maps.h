// One representative for each Han character: where the two Han steps of the fold send it.
#pragma once

#include <map>
#include <string>

namespace leitong::tables {

struct HanMaps {
  std::map<char32_t, char32_t> simplified;  // only characters that move
  std::map<char32_t, char32_t> variants;    // only characters that move

  [[nodiscard]] char32_t simplify(char32_t character) const {
    const auto found = simplified.find(character);
    return found == simplified.end() ? character : found->second;
  }
  [[nodiscard]] char32_t representative(char32_t character) const {
    character = simplify(character);
    const auto found = variants.find(character);
    return found == variants.end() ? character : found->second;
  }
};

// `unihan_variants` is the path of Unihan_Variants.txt. Throws std::runtime_error if ICU or the
// file is not what it should be.
[[nodiscard]] HanMaps make_han_maps(const std::string& unihan_variants);

}  // namespace leitong::tables
