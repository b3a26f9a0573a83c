#include "text/find_units.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "unit/every_target.h"

namespace leitong {
namespace {

TEST(FindUnits, AgreesWithTheSlowWay) {
  const std::uint32_t seed = std::random_device{}();
  on_every_target([seed] {
    std::mt19937 random(seed);
    for (std::size_t length = 0; length < 200; ++length) {
      std::u16string text;
      std::string bytes;
      std::vector<std::size_t> expected = {7};  // what was there stays
      while (text.size() < length) {
        text += u"a中\uFFFF"[random() % 3];
        bytes += text.back() == u'\uFFFF' ? '\n' : "a\xFF"[random() % 2];
        if (text.back() == u'\uFFFF') expected.push_back(text.size() - 1);
      }
      std::vector<std::size_t> places = {7};
      find_units(text, u'\uFFFF', places);
      ASSERT_EQ(places, expected) << "seed " << seed << " length " << length;
      places = {7};
      find_units(bytes, '\n', places);
      ASSERT_EQ(places, expected) << "seed " << seed << " length " << length;
    }
  });
}

}  // namespace
}  // namespace leitong
