// Dots on a grid, and characters that stand for several of them: a braille character shows two
// beside each other and four above each other, an ASCII character one.
#include "curve_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leitong::tool {
namespace {

constexpr std::size_t kColumns = 70;
constexpr std::size_t kRows = 11;

class Grid {
 public:
  Grid(std::size_t columns, std::size_t rows)
      : columns_(columns), rows_(rows), dots_(columns * rows) {}

  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] bool has(std::size_t column, std::size_t row) const {
    return dots_[row * columns_ + column];
  }
  void set(std::size_t column, std::size_t row) { dots_[row * columns_ + column] = true; }
  // The row of a height, from the top.
  [[nodiscard]] std::size_t row_of(double height) const {
    const double from_top = (1 - std::clamp(height, 0.0, 1.0)) * static_cast<double>(rows_ - 1);
    return static_cast<std::size_t>(std::lround(from_top));
  }

 private:
  std::size_t columns_;
  std::size_t rows_;
  std::vector<bool> dots_;
};

double height_at(std::span<const double> heights, double x) {
  const double place = x * static_cast<double>(heights.size() - 1);
  const auto left = std::min(static_cast<std::size_t>(place), heights.size() - 2);
  const double share = place - static_cast<double>(left);
  return heights[left] * (1 - share) + heights[left + 1] * share;
}

// Without a gap from one column to the next, however steep.
void draw_curve(std::span<const double> heights, Grid& grid) {
  std::size_t before = grid.row_of(heights.front());
  for (std::size_t column = 0; column < grid.columns(); ++column) {
    const double x = static_cast<double>(column) / static_cast<double>(grid.columns() - 1);
    const std::size_t row = grid.row_of(height_at(heights, x));
    std::size_t towards = row;
    if (row < before) towards = before - 1;
    if (row > before) towards = before + 1;
    for (std::size_t i = std::min(row, towards); i <= std::max(row, towards); ++i) {
      grid.set(column, i);
    }
    before = row;
  }
}

void draw_mark(double mark, std::size_t distance, Grid& grid) {
  const auto column =
      static_cast<std::size_t>(std::lround(mark * static_cast<double>(grid.columns() - 1)));
  for (std::size_t row = 0; row < grid.rows(); row += distance) grid.set(column, row);
}

// U+2800 and the bits of the dots, in the order in which braille numbers them.
std::string braille(const Grid& grid, std::size_t column, std::size_t row) {
  constexpr std::array<std::array<std::uint8_t, 2>, 4> kBits = {
      {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}};
  unsigned bits = 0;
  for (std::size_t y = 0; y < 4; ++y) {
    for (std::size_t x = 0; x < 2; ++x) {
      if (grid.has(2 * column + x, 4 * row + y)) bits |= kBits[y][x];
    }
  }
  if (bits == 0) return " ";
  return {'\xE2', static_cast<char>(0xA0 | bits >> 6), static_cast<char>(0x80 | (bits & 0x3F))};
}

std::string_view label_of(std::size_t row) {
  if (row == 0) return "1.0";
  if (row == kRows / 2) return "0.5";
  return row + 1 == kRows ? "0.0" : "   ";
}

}  // namespace

std::string curve_picture(std::span<const double> heights, double mark, Drawing drawing) {
  const bool ascii = drawing == Drawing::kAscii;
  Grid curve = ascii ? Grid(kColumns, kRows) : Grid(2 * kColumns, 4 * kRows);
  Grid line = curve;
  draw_curve(heights, curve);
  draw_mark(mark, ascii ? 1 : 3, ascii ? line : curve);
  std::string picture;
  for (std::size_t row = 0; row < kRows; ++row) {
    std::string text(label_of(row));
    text += ascii ? " |" : " \u2502";
    for (std::size_t column = 0; column < kColumns; ++column) {
      if (!ascii) {
        text += braille(curve, column, row);
      } else if (curve.has(column, row)) {
        text += '*';
      } else {
        text += line.has(column, row) ? ':' : ' ';
      }
    }
    text.erase(text.find_last_not_of(' ') + 1);
    picture += text + '\n';
  }
  picture += ascii ? "    +" : "    \u2514";
  for (std::size_t column = 0; column < kColumns; ++column) picture += ascii ? "-" : "\u2500";
  picture += "\n     0";
  for (int tenths = 2; tenths <= 10; tenths += 2) {
    const std::string label = tenths == 10 ? "1" : "0." + std::to_string(tenths);
    const std::size_t place = 5 + (kColumns - 1) * static_cast<std::size_t>(tenths) / 10;
    const std::size_t begin = place - label.size() / 2;
    const std::size_t line_begin = picture.rfind('\n') + 1;
    picture.append(begin - (picture.size() - line_begin), ' ');
    picture += label;
  }
  return picture + '\n';
}

}  // namespace leitong::tool
