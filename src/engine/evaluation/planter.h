// Copies of a text, changed in ways in which copies are changed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/random_draw.h"
#include "leitong/fold.h"

namespace leitong {

enum class CopyKind : std::uint8_t {
  kVerbatim,
  kVariants,     // Traditional characters, full width: as far as the fold takes them for the same
  kSubstituted,  // characters by others of the text
  kDeleted,      // short stretches are missing
  kInserted,     // short stretches of another text
  kMixed,        // of these three
  kCut,          // the beginning or the end is missing
  kMoved,        // sentences stand elsewhere
};
inline constexpr std::array kCopyKinds = {
    CopyKind::kVerbatim, CopyKind::kVariants, CopyKind::kSubstituted, CopyKind::kDeleted,
    CopyKind::kInserted, CopyKind::kMixed,    CopyKind::kCut,         CopyKind::kMoved};
[[nodiscard]] std::string_view name_of(CopyKind kind);

// The similarity of a copy to what it was made of.
using CopySimilarity = std::function<double(const std::string& copy)>;

class Planter {
 public:
  explicit Planter(const FoldOptions& fold);

  // A copy of UTF-8 text, of about this similarity if such changes can make it. Changed at
  // borders of code points alone; ill-formed parts become U+FFFD. `donor`: where insertions come
  // from.
  [[nodiscard]] std::string copy(std::string_view original, std::string_view donor, CopyKind kind,
                                 double similarity, const CopySimilarity& similarity_of,
                                 Random& random) const;

 private:
  [[nodiscard]] std::u16string units_of(std::string_view utf8) const;
  [[nodiscard]] std::u16string variants(std::u16string_view units) const;

  Folder decoder_;  // no step of the fold
  bool full_width_;
  std::map<char16_t, char16_t> traditional_;  // by the simplified character
};

}  // namespace leitong
