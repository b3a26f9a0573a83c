#include "text/fold_plain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "text/fold_table.h"
#include "unit/every_target.h"

namespace leitong {
namespace {

constexpr std::size_t kPlaces = 64;

// A unit at a time, by the table.
std::u16string folded_by_table(std::u16string_view units) {
  std::u16string folded;
  for (const char16_t unit : units) folded += static_cast<char16_t>(kFoldBmp[unit]);
  return folded;
}

bool is_plain(char16_t unit) { return (kFoldBmp[unit] & kFoldSpecial) == 0; }

TEST(FoldPlain, EveryUnitAmongEveryKindOfNeighbours) {
  on_every_target([] {
    std::array<char16_t, kPlaces> out;
    for (const char16_t neighbour : {u'b', u'B', u'\n', u'é', u'文', u'國'}) {
      for (unsigned unit = 0; unit < 0x10000; ++unit) {
        std::u16string units(kPlaces, neighbour);
        const std::size_t place = unit % kPlaces;
        units[place] = static_cast<char16_t>(unit);
        const std::size_t done = fold_plain(units, out.data());
        // Up to the block with the special unit.
        ASSERT_EQ(done, is_plain(units[place]) ? kPlaces : place / 32 * 32) << unit;
        ASSERT_EQ(std::u16string_view(out.data(), done),
                  folded_by_table(std::u16string_view(units).substr(0, done)))
            << unit << " at " << place;
      }
    }
  });
}

// White space that is a control becomes a space; other controls vanish, which is not plain.
TEST(FoldPlain, EveryAsciiUnitAtEveryPlace) {
  on_every_target([] {
    std::array<char16_t, kPlaces> out;
    for (char16_t unit = 0; unit < 0x80; ++unit) {
      for (std::size_t place = 0; place < kPlaces; ++place) {
        std::u16string units(kPlaces, u'x');
        units[place] = unit;
        const std::size_t done = fold_plain(units, out.data());
        ASSERT_EQ(done, is_plain(unit) ? kPlaces : place / 32 * 32) << int{unit};
        ASSERT_EQ(std::u16string_view(out.data(), done),
                  folded_by_table(std::u16string_view(units).substr(0, done)));
      }
    }
  });
}

TEST(FoldPlain, LeavesTheLastUnitsToOthers) {
  std::array<char16_t, kPlaces> out;
  for (std::size_t size = 0; size < kPlaces; ++size) {
    EXPECT_EQ(fold_plain(std::u16string(size, u'x'), out.data()), size / 32 * 32);
  }
}

}  // namespace
}  // namespace leitong
