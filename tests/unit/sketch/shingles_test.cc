#include "leitong/shingles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "reference/shingles_hash.h"
#include "unit/every_target.h"

namespace leitong {
namespace {

std::uint64_t hash_of(std::u16string_view token) {
  const std::array<std::uint32_t, 1> begin{0}, end{static_cast<std::uint32_t>(token.size())};
  std::vector<std::uint64_t> out;
  hash_tokens(token, begin, end, out);
  return out.at(0);
}

TEST(HashTokens, AreTheReferenceAtEveryLengthAndPlace) {
  std::mt19937_64 random(1);
  std::u16string text(100, u' ');
  for (char16_t& unit : text) unit = static_cast<char16_t>(random());
  std::vector<std::uint32_t> begin, end;
  for (std::uint32_t b = 0; b <= text.size(); ++b) {
    for (std::uint32_t e = b; e <= text.size(); ++e) {
      begin.push_back(b);
      end.push_back(e);
    }
  }
  std::vector<std::uint64_t> hashes;
  hash_tokens(text, begin, end, hashes);
  ASSERT_EQ(hashes.size(), begin.size());
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const auto token = std::span<const char16_t>(text).subspan(begin[i], end[i] - begin[i]);
    ASSERT_EQ(hashes[i], reference::hash_token(token)) << begin[i] << ' ' << end[i];
  }
}

// The lengths are around those of one piece and of several, with and without a rest that fills no
// vector; every unit there is stands in the longest.
TEST(HashUnitShingles, AreThoseOfTokensOfOneUnit) {
  std::u16string units;
  std::vector<std::uint64_t> hashes;
  for (unsigned unit = 0; unit < 0x10000; ++unit) {
    units += static_cast<char16_t>(unit * 40503);  // an odd factor: every unit once
    hashes.push_back(reference::hash_token(std::span(units).last(1)));
  }
  const std::vector<std::uint32_t> ones(units.size(), 1);
  on_every_target([&] {
    for (const unsigned n : {1U, 5U, 16U, 17U, 40U, 1500U}) {
      for (const std::size_t count :
           {std::size_t{0}, std::size_t{4}, std::size_t{1499}, std::size_t{1500}, std::size_t{2047},
            std::size_t{2048}, std::size_t{2049}, std::size_t{4200}, units.size()}) {
        if (n > 17 && count > 4200) continue;
        std::vector<std::uint64_t> out(count);
        out.resize(hash_unit_shingles(std::u16string_view(units).substr(0, count), n, out));
        ASSERT_EQ(out, reference::hash_shingles(std::span(hashes).first(count),
                                                std::span(ones).first(count), n))
            << count << " units, n " << n;
      }
    }
  });
}

// What stands behind a token must not matter, nor that nothing does.
TEST(HashTokens, DependOnTheUnitsAlone) {
  const std::u16string alone = u"北京", amid = u"在北京大学的图书馆里";
  const std::array<std::uint32_t, 1> begin{1}, end{3};
  std::vector<std::uint64_t> out;
  hash_tokens(amid, begin, end, out);
  EXPECT_EQ(out.at(0), hash_of(alone));
}

TEST(HashTokens, TrailingNulsCount) {
  std::unordered_set<std::uint64_t> seen;
  for (const std::u16string& base :
       {std::u16string(), std::u16string(u"a"), std::u16string(u"\uFFFF\uFFFF\uFFFF\uFFFF")}) {
    for (std::size_t nuls = 0; nuls < 20; ++nuls) {
      EXPECT_TRUE(seen.insert(hash_of(base + std::u16string(nuls, u'\0'))).second) << nuls;
    }
    seen.clear();
  }
}

TEST(HashTokens, SingleUnitsAndPairsAreDistinct) {
  std::u16string text;
  for (unsigned unit = 0; unit < 0x10000; ++unit) text += static_cast<char16_t>(unit);
  std::vector<std::uint32_t> begin, end;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    for (std::uint32_t length = 1; length <= 9 && i + length <= text.size(); ++length) {
      begin.push_back(i);
      end.push_back(i + length);
    }
  }
  std::vector<std::uint64_t> hashes;
  hash_tokens(text, begin, end, hashes);
  std::ranges::sort(hashes);
  EXPECT_EQ(std::ranges::adjacent_find(hashes), hashes.end());
}

std::vector<std::uint64_t> shingles_of(std::span<const std::uint64_t> hashes,
                                       std::span<const std::uint32_t> weights, unsigned n) {
  std::vector<std::uint64_t> out(hashes.size());
  out.resize(hash_shingles(hashes, weights, n, out));
  return out;
}

TEST(HashShingles, AreTheReferenceForAllSmallWeights) {
  on_every_target([] {
    std::mt19937_64 random(2);
    for (std::size_t tokens = 0; tokens <= 7; ++tokens) {
      std::vector<std::uint64_t> hashes(tokens);
      for (std::uint64_t& h : hashes) h = random();
      std::size_t combinations = 1;
      for (std::size_t i = 0; i < tokens; ++i) combinations *= 3;
      for (std::size_t combination = 0; combination < combinations; ++combination) {
        std::vector<std::uint32_t> weights;
        for (std::size_t rest = combination; weights.size() < tokens; rest /= 3) {
          weights.push_back(static_cast<std::uint32_t>(1 + rest % 3));
        }
        for (unsigned n = 1; n <= 8; ++n) {
          ASSERT_EQ(shingles_of(hashes, weights, n), reference::hash_shingles(hashes, weights, n));
        }
      }
    }
  });
}

TEST(HashShingles, AreTheReferenceForLongTexts) {
  on_every_target([] {
    std::mt19937_64 random(3);
    for (const std::size_t tokens : {1, 8, 15, 16, 17, 100, 511, 512, 513, 527, 528, 1500, 3000}) {
      std::vector<std::uint64_t> hashes(tokens);
      std::vector<std::uint32_t> weights(tokens);
      for (const std::uint32_t heaviest : {1u, 2u, 4u, 9u, ~0u}) {
        for (std::uint64_t& h : hashes) h = random();
        for (std::uint32_t& w : weights) w = static_cast<std::uint32_t>(1 + random() % heaviest);
        for (const unsigned n : {1u, 2u, 3u, 5u, 8u, 15u, 16u, 17u}) {
          ASSERT_EQ(shingles_of(hashes, weights, n), reference::hash_shingles(hashes, weights, n))
              << tokens << " tokens, weights to " << heaviest << ", n " << n;
        }
      }
    }
  });
}

TEST(HashShingles, AreTheReferenceForLongShingles) {
  std::mt19937_64 random(5);
  std::vector<std::uint64_t> hashes(1200);
  for (std::uint64_t& h : hashes) h = random();
  for (const std::uint32_t heaviest : {1u, 3u, ~0u}) {
    std::vector<std::uint32_t> weights(hashes.size());
    for (std::uint32_t& w : weights) w = static_cast<std::uint32_t>(1 + random() % heaviest);
    for (const unsigned n : {31u, 32u, 33u, 63u, 64u, 65u, 130u, 1000u, 1200u, 1201u, ~0u}) {
      ASSERT_EQ(shingles_of(hashes, weights, n), reference::hash_shingles(hashes, weights, n))
          << "weights to " << heaviest << ", n " << n;
    }
  }
}

// Runs of characters whose code points differ in proportions that a linear hash would confuse: all
// strings of three over an alphabet with distances of powers of two.
TEST(HashShingles, StructuredTextDoesNotCollide) {
  std::u16string alphabet;
  for (unsigned bit = 0; bit < 14; ++bit) alphabet += static_cast<char16_t>(0x4E00 + (1u << bit));
  for (char16_t unit = 0x4E00; unit < 0x4E40; ++unit) alphabet += unit;
  for (unsigned step = 0; step < 32; ++step) alphabet += static_cast<char16_t>(0x5000 + 256 * step);
  std::ranges::sort(alphabet);
  alphabet.erase(std::ranges::unique(alphabet).begin(), alphabet.end());
  std::vector<std::uint64_t> hash(alphabet.size()), all;
  for (std::size_t i = 0; i < hash.size(); ++i) hash[i] = hash_of(alphabet.substr(i, 1));
  const std::array<std::uint32_t, 3> weights{1, 1, 1};
  std::array<std::uint64_t, 3> out;
  for (const std::uint64_t a : hash) {
    for (const std::uint64_t b : hash) {
      for (const std::uint64_t c : hash) {
        ASSERT_EQ(hash_shingles(std::array{a, b, c}, weights, 3, out), 1U);
        all.push_back(out[0]);
      }
    }
  }
  std::ranges::sort(all);
  EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
}

// A rotation by 13 comes back after 64 tokens; a long shingle must still notice what changed
// places.
TEST(HashShingles, LongShinglesNoticeOrder) {
  std::mt19937_64 random(4);
  std::vector<std::uint64_t> hashes(200);
  for (std::uint64_t& h : hashes) h = random();
  const std::vector<std::uint32_t> weights(hashes.size(), 1);
  const auto n = static_cast<unsigned>(hashes.size());
  const std::uint64_t original = shingles_of(hashes, weights, n).at(0);
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      std::swap(hashes[i], hashes[j]);
      ASSERT_NE(shingles_of(hashes, weights, n).at(0), original) << i << ' ' << j;
      std::swap(hashes[i], hashes[j]);
    }
  }
}

}  // namespace
}  // namespace leitong
