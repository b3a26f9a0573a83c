#include "comparison_page.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "readable.h"

namespace leitong::tool {
namespace {

// Of a passage or an edit, on each side; the whole is in --json.
constexpr std::size_t kMostColumns = 600;
// What stands between passages is an edit if both texts have no more than this there, in bytes.
constexpr std::uint64_t kLongestEdit = 400;
constexpr std::size_t kNarrowestSideBySide = 80;
constexpr std::string_view kBetween = " | ";

enum class Color { kPlace, kCommon, kOnlyA, kOnlyB };

std::string_view start_of(Color color) {
  switch (color) {
    case Color::kPlace:
      return "\x1B[1m";
    case Color::kCommon:
      return "\x1B[36m";
    case Color::kOnlyA:
      return "\x1B[31m";
    case Color::kOnlyB:
      return "\x1B[32m";
  }
  return {};
}

std::string place_name(const PassagePlace& place) {
  return "line " + std::to_string(place.line) + ", bytes " + std::to_string(place.begin) + "-" +
         std::to_string(place.end);
}

class Page {
 public:
  Page(const TextComparison& comparison, const Terminal& terminal)
      : comparison_(comparison),
        color_(terminal.color),
        cell_columns_(terminal.columns >= kNarrowestSideBySide
                          ? (terminal.columns - kBetween.size()) / 2
                          : 0) {
    for (const SharedPassage& passage : comparison.passages) {
      ends_in_b_.push_back({passage.b.begin, passage.b.end});
    }
    std::ranges::sort(ends_in_b_, {}, &EndInB::begin);
    for (std::size_t i = 1; i < ends_in_b_.size(); ++i) {
      ends_in_b_[i].end = std::max(ends_in_b_[i].end, ends_in_b_[i - 1].end);
    }
  }

  std::string make() {
    add_summary("A", comparison_.a, comparison_.a_in_b, "B");
    add_summary("B", comparison_.b, comparison_.b_in_a, "A");
    const std::size_t passages = comparison_.passages.size();
    page_ += "similarity " + number("%.4f", comparison_.similarity) + ", " +
             readable_count(passages) +
             (passages == 1 ? " shared passage\n" : " shared passages\n");
    if (passages == 0) return std::move(page_);
    page_ += '\n';
    SharedPassage before;  // the beginning of both texts
    for (const SharedPassage& passage : comparison_.passages) {
      if (!add_edit(before, passage) && before.weight > 0) page_ += '\n';
      add_passage(passage);
      before = passage;
    }
    const std::uint64_t end_a = comparison_.a.bytes.size();
    const std::uint64_t end_b = comparison_.b.bytes.size();
    add_edit(before, {.weight = 0, .a = {end_a, end_a, 0}, .b = {end_b, end_b, 0}});
    return std::move(page_);
  }

 private:
  void add_summary(const char* name, const ComparedText& text, double containment,
                   const char* other) {
    page_ += std::string(name) + " " + text.input + ": " + readable_bytes(text.bytes.size()) +
             ", weight " + readable_count(text.weight) + ", " +
             number("%.1f %%", 100 * text.shared) + " in shared passages, containment in " + other +
             " " + number("%.4f", containment) + "\n";
  }

  static std::string_view stretch(const ComparedText& text, std::uint64_t begin,
                                  std::uint64_t end) {
    return std::string_view(text.bytes).substr(begin, end - begin);
  }

  // What stands between two passages that follow each other closely in both texts; false if they
  // don't.
  bool add_edit(const SharedPassage& before, const SharedPassage& next) {
    if (next.b.begin < before.b.end || next.b.begin - before.b.end > kLongestEdit ||
        next.a.begin - before.a.end > kLongestEdit || holds_shared(before.b.end, next.b.begin)) {
      return false;
    }
    const ShownText a(stretch(comparison_.a, before.a.end, next.a.begin));
    const ShownText b(stretch(comparison_.b, before.b.end, next.b.begin));
    if (cell_columns_ > 0) {
      add_side_by_side(a, Color::kOnlyA, b, Color::kOnlyB);
      return true;
    }
    if (!a.empty()) add_line("- " + a.text(), Color::kOnlyA);
    if (!b.empty()) add_line("+ " + b.text(), Color::kOnlyB);
    return true;
  }

  // Whether a passage stands in these bytes of B: one that A has elsewhere.
  [[nodiscard]] bool holds_shared(std::uint64_t begin, std::uint64_t end) const {
    const auto behind = std::ranges::lower_bound(ends_in_b_, end, {}, &EndInB::begin);
    return behind != ends_in_b_.begin() && std::prev(behind)->end > begin;
  }

  void add_passage(const SharedPassage& passage) {
    ShownText a(stretch(comparison_.a, passage.a.begin, passage.a.end));
    ShownText b(stretch(comparison_.b, passage.b.begin, passage.b.end));
    a.shorten(kMostColumns);
    b.shorten(kMostColumns);
    const std::string weight = ", weight " + readable_count(passage.weight);
    const std::string place_a = "A " + place_name(passage.a);
    const std::string place_b = "B " + place_name(passage.b);
    if (cell_columns_ > 0) {
      add_side_by_side(ShownText(place_a + weight), Color::kPlace, ShownText(place_b),
                       Color::kPlace);
      add_side_by_side(a, Color::kCommon, b, Color::kCommon);
      return;
    }
    add_line(place_a + "; " + place_b + weight, Color::kPlace);
    if (a == b) {
      add_line("  " + a.text(), Color::kCommon);
    } else {
      add_line("A " + a.text(), Color::kCommon);
      add_line("B " + b.text(), Color::kCommon);
    }
  }

  void add_side_by_side(const ShownText& a, Color color_a, const ShownText& b, Color color_b) {
    const std::vector<ShownLine> left = a.wrap(cell_columns_);
    const std::vector<ShownLine> right = b.wrap(cell_columns_);
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
      const ShownLine cell = i < left.size() ? left[i] : ShownLine{};
      add_colored(cell.text, color_a);
      page_.append(cell_columns_ - cell.columns, ' ');
      page_ += kBetween;
      if (i < right.size()) add_colored(right[i].text, color_b);
      page_ += '\n';
    }
  }

  void add_line(const std::string& text, Color color) {
    add_colored(text, color);
    page_ += '\n';
  }

  void add_colored(const std::string& text, Color color) {
    if (!color_ || text.empty()) {
      page_ += text;
      return;
    }
    page_ += start_of(color);
    page_ += text;
    page_ += "\x1B[0m";
  }

  // Of the passages by their begin in B: how far these and those before them reach.
  struct EndInB {
    std::uint64_t begin;
    std::uint64_t end;
  };

  const TextComparison& comparison_;
  std::vector<EndInB> ends_in_b_;
  bool color_;
  std::size_t cell_columns_;  // of each side; 0: one under the other
  std::string page_;
};

}  // namespace

std::string comparison_page(const TextComparison& comparison, const Terminal& terminal) {
  return Page(comparison, terminal).make();
}

}  // namespace leitong::tool
