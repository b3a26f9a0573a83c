// Changes are drawn as a list, of which a copy has the first so many: the more, the less similar,
// nearly always. So the number that comes nearest to the similarity asked for is found by halving.
#include "engine/evaluation/planter.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "engine/utf8_append.h"

namespace leitong {
namespace {

using Text = std::u16string;
using TextView = std::u16string_view;

constexpr FoldOptions kNoFold = {
    .controls = false, .compatibility = false, .simplify = false, .variants = false};
constexpr std::size_t kLongestDeletion = 6;    // units
constexpr std::size_t kLongestInsertion = 24;  // units
constexpr double kNearEnough = 0.004;

std::size_t border_at_or_before(TextView text, std::size_t place) {
  const bool inside = place > 0 && place < text.size() && (text[place] & 0xFC00) == 0xDC00;
  return inside ? place - 1 : place;
}

// Not empty, if the text is not.
TextView draw_stretch(Random& random, TextView text, std::size_t most_units) {
  if (text.empty()) return {};
  const std::size_t begin = border_at_or_before(text, draw_below(random, text.size()));
  const std::size_t length = 1 + draw_below(random, most_units);
  std::size_t end = border_at_or_before(text, std::min(text.size(), begin + length));
  if (end == begin) end = std::min(text.size(), begin + 2);
  return text.substr(begin, end - begin);
}

// What can be done more or less of.
class Changes {
 public:
  Changes() = default;
  virtual ~Changes() = default;
  Changes(const Changes&) = delete;
  Changes& operator=(const Changes&) = delete;

  [[nodiscard]] virtual std::size_t most() const = 0;
  [[nodiscard]] virtual Text apply(std::size_t count) const = 0;
};

class Edits final : public Changes {
 public:
  Edits(TextView text, TextView donor, CopyKind kind, Random& random) : text_(text) {
    const std::size_t count = text.size() / 2 + 1;
    for (std::size_t i = 0; i < count; ++i) edits_.push_back(draw(donor, kind, random));
  }

  [[nodiscard]] std::size_t most() const override { return edits_.size(); }

  [[nodiscard]] Text apply(std::size_t count) const override {
    std::vector<Edit> edits(edits_.begin(), edits_.begin() + static_cast<std::ptrdiff_t>(count));
    std::ranges::stable_sort(edits, {}, &Edit::begin);
    Text result;
    std::size_t done = 0;
    for (const Edit& edit : edits) {
      if (edit.begin < done) continue;  // inside what an edit before it took away
      result += text_.substr(done, edit.begin - done);
      result += edit.inserted;
      done = edit.end;
    }
    return result.append(text_.substr(done));
  }

 private:
  // Instead of [begin, end) of the text.
  struct Edit {
    std::size_t begin;
    std::size_t end;
    Text inserted;
  };

  Edit draw(TextView donor, CopyKind kind, Random& random) const {
    constexpr std::array kSimple = {CopyKind::kSubstituted, CopyKind::kDeleted,
                                    CopyKind::kInserted};
    if (kind == CopyKind::kMixed) kind = kSimple[draw_below(random, kSimple.size())];
    const std::size_t most = kind == CopyKind::kDeleted ? kLongestDeletion : 1;
    const TextView place = draw_stretch(random, text_, most);
    const auto begin = static_cast<std::size_t>(place.data() - text_.data());
    switch (kind) {
      case CopyKind::kSubstituted:
        return {begin, begin + place.size(), Text(draw_stretch(random, text_, 1))};
      case CopyKind::kInserted:
        return {begin, begin, Text(draw_stretch(random, donor, kLongestInsertion))};
      default:
        return {begin, begin + place.size(), {}};
    }
  }

  TextView text_;
  std::vector<Edit> edits_;
};

class Cut final : public Changes {
 public:
  Cut(TextView text, Random& random) : text_(text), at_begin_(draw_below(random, 2) == 0) {}

  [[nodiscard]] std::size_t most() const override { return text_.size() - text_.size() / 8; }
  [[nodiscard]] Text apply(std::size_t count) const override {
    if (at_begin_) return Text(text_.substr(border_at_or_before(text_, count)));
    return Text(text_.substr(0, border_at_or_before(text_, text_.size() - count)));
  }

 private:
  TextView text_;
  bool at_begin_;
};

class Moves final : public Changes {
 public:
  Moves(TextView text, Random& random) {
    constexpr TextView kEnds = u"。！？!?;；\n";
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t end = text.find_first_of(kEnds, begin);
      end = end == TextView::npos ? text.size() : end + 1;
      sentences_.push_back(text.substr(begin, end - begin));
      begin = end;
    }
    if (sentences_.size() < 2) return;
    for (std::size_t i = 0; i < sentences_.size(); ++i) {
      swaps_.emplace_back(draw_below(random, sentences_.size()),
                          draw_below(random, sentences_.size()));
    }
  }

  [[nodiscard]] std::size_t most() const override { return swaps_.size(); }
  [[nodiscard]] Text apply(std::size_t count) const override {
    std::vector<TextView> sentences = sentences_;
    for (std::size_t i = 0; i < count; ++i) {
      std::swap(sentences[swaps_[i].first], sentences[swaps_[i].second]);
    }
    Text result;
    for (const TextView sentence : sentences) result += sentence;
    return result;
  }

 private:
  std::vector<TextView> sentences_;
  std::vector<std::pair<std::size_t, std::size_t>> swaps_;
};

std::unique_ptr<Changes> draw_changes(TextView text, TextView donor, CopyKind kind,
                                      Random& random) {
  if (kind == CopyKind::kCut) return std::make_unique<Cut>(text, random);
  if (kind == CopyKind::kMoved) return std::make_unique<Moves>(text, random);
  return std::make_unique<Edits>(text, donor, kind, random);
}

std::string utf8_of(TextView units) {
  std::string bytes;
  append_utf8(bytes, units);
  return bytes;
}

}  // namespace

std::string_view name_of(CopyKind kind) {
  switch (kind) {
    case CopyKind::kVerbatim:
      return "verbatim";
    case CopyKind::kVariants:
      return "variants";
    case CopyKind::kSubstituted:
      return "substituted";
    case CopyKind::kDeleted:
      return "deleted";
    case CopyKind::kInserted:
      return "inserted";
    case CopyKind::kMixed:
      return "mixed";
    case CopyKind::kCut:
      return "cut";
    case CopyKind::kMoved:
      return "moved";
  }
  return "";
}

// The fold is asked which characters it takes for a simplified one; of several the first serves.
Planter::Planter(const FoldOptions& fold) : decoder_(kNoFold), full_width_(fold.compatibility) {
  if (!fold.simplify) return;
  FoldOptions simplify = kNoFold;
  simplify.simplify = true;
  const Folder simplifier(simplify);
  constexpr char16_t kFirstHan = 0x4E00;
  constexpr char16_t kLastHan = 0x9FFF;
  FoldedText folded;
  for (char16_t character = kFirstHan; character <= kLastHan; ++character) {
    simplifier.fold(utf8_of({&character, 1}), folded);
    if (folded.units.size() == 1 && folded.units[0] != character) {
      traditional_.try_emplace(folded.units[0], character);
    }
  }
}

std::u16string Planter::units_of(std::string_view utf8) const {
  FoldedText folded;
  decoder_.fold(utf8, folded);
  return std::move(folded.units);
}

std::u16string Planter::variants(std::u16string_view units) const {
  constexpr char16_t kToFullWidth = 0xFEE0;
  std::u16string result(units);
  for (char16_t& unit : result) {
    const bool is_letter = (unit >= u'0' && unit <= u'9') || (unit >= u'A' && unit <= u'Z') ||
                           (unit >= u'a' && unit <= u'z');
    if (is_letter && full_width_) unit = static_cast<char16_t>(unit + kToFullWidth);
    if (const auto found = traditional_.find(unit); found != traditional_.end()) {
      unit = found->second;
    }
  }
  return result;
}

std::string Planter::copy(std::string_view original, std::string_view donor, CopyKind kind,
                          double similarity, const CopySimilarity& similarity_of,
                          Random& random) const {
  const std::u16string text = units_of(original);
  if (kind == CopyKind::kVerbatim || text.empty()) return std::string(original);
  if (kind == CopyKind::kVariants) return utf8_of(variants(text));
  const std::u16string other = units_of(donor);
  const std::unique_ptr<Changes> changes = draw_changes(text, other, kind, random);
  std::string best(original);
  double best_distance = 1 - similarity;
  std::size_t similar = 0;  // so many changes leave it more similar
  std::size_t different = changes->most() + 1;
  while (different - similar > 1 && best_distance > kNearEnough) {
    const std::size_t count = similar + (different - similar) / 2;
    std::string copy = utf8_of(changes->apply(count));
    const double reached = similarity_of(copy);
    (reached >= similarity ? similar : different) = count;
    if (std::abs(reached - similarity) >= best_distance) continue;
    best_distance = std::abs(reached - similarity);
    best = std::move(copy);
  }
  return best;
}

}  // namespace leitong
