#include "passage/window_minima.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "../every_target.h"

namespace leitong {
namespace {

void compare(const std::vector<std::uint32_t>& values, std::size_t width) {
  const std::size_t count = values.size() - width + 1;
  std::vector<std::uint32_t> least(values);
  least.resize(values.size() + kMinimaPadding);
  std::vector<std::uint64_t> ends((count + 63) / 64, ~std::uint64_t{0});
  find_window_minima(least.data(), count, width, ends.data());
  for (std::size_t i = 0; i < count; ++i) {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(i);
    const auto last = first + static_cast<std::ptrdiff_t>(width);
    const std::uint32_t expected = *std::min_element(first, last);
    ASSERT_EQ(least[i], expected) << "width " << width << ", " << count << " windows, at " << i;
    const bool is_end = i + 1 == count || *std::min_element(first + 1, last + 1) != expected;
    ASSERT_EQ(ends[i / 64] >> (i % 64) & 1, is_end ? 1U : 0U)
        << "width " << width << ", " << count << " windows, at " << i;
  }
  // Bits behind the last window are never set.
  if (count % 64 != 0) {
    ASSERT_EQ(ends.back() >> (count % 64), 0U) << "width " << width << ", " << count << " windows";
  }
}

void compare_random(std::uint32_t values, std::size_t width, std::size_t count,
                    std::mt19937& random) {
  std::vector<std::uint32_t> random_values(count + width - 1);
  // Unsigned: half of them have the leading bit.
  for (std::uint32_t& value : random_values) {
    value = static_cast<std::uint32_t>(random() % values) * (0xFFFF'FFFFU / values);
  }
  compare(random_values, width);
}

TEST(WindowMinima, EveryShortWidthAndCount) {
  on_every_target([] {
    std::mt19937 random(20261123);
    for (std::size_t width = 1; width <= 70; ++width) {
      for (std::size_t count = 1; count <= 70; ++count) compare_random(1000, width, count, random);
    }
  });
}

TEST(WindowMinima, LongOnesAndFewValues) {
  on_every_target([] {
    std::mt19937 random(23);
    for (const std::uint32_t values : {1U, 2U, 7U, 0xFFFF'FFFFU}) {
      for (const std::size_t width : {35U, 64U, 65U, 255U, 256U, 1000U, 1024U}) {
        compare_random(values, width, 1 + random() % 500, random);
      }
    }
  });
}

}  // namespace
}  // namespace leitong
