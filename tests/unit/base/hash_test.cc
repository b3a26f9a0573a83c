#include "base/hash.h"

#include <gtest/gtest.h>

namespace leitong {
namespace {

// Published values of the reference implementations: a change here is a change of format.
TEST(Hash, Hash128IsXxh3) {
  EXPECT_EQ(hash128(""), (Hash128{0x6001C324468D497FULL, 0x99AA06D3014798D8ULL}));
}

TEST(Hash, Hash64IsXxh3) { EXPECT_EQ(hash64(""), 0x2D06800538D394C2ULL); }

TEST(Hash, Splitmix64FromSeedZero) {
  EXPECT_EQ(splitmix64(0, 0), 0xE220A8397B1DCDAFULL);
  EXPECT_EQ(splitmix64(0, 1), 0x6E789E6AA1B965F4ULL);
}

}  // namespace
}  // namespace leitong
