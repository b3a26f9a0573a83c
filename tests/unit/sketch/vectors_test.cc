// The published test vectors: tests/data/minhash_vectors.txt.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/hash.h"
#include "leitong/minhash.h"
#include "leitong/shingles.h"
#include "leitong/simhash.h"

namespace leitong {
namespace {

std::vector<std::uint64_t> random_shingles(std::size_t count, std::uint64_t seed) {
  std::vector<std::uint64_t> shingles;
  for (std::size_t i = 0; i < count; ++i) shingles.push_back(splitmix64(seed, i));
  return shingles;
}

void check_token(std::istream& line) {
  std::uint64_t expected = 0;
  line >> std::hex >> expected;
  std::u16string units;
  for (std::uint32_t unit = 0; line >> unit;) units += static_cast<char16_t>(unit);
  const std::vector<std::uint32_t> begin{0}, end{static_cast<std::uint32_t>(units.size())};
  std::vector<std::uint64_t> hashes;
  hash_tokens(units, begin, end, hashes);
  EXPECT_EQ(hashes.at(0), expected);
}

void check_shingles(std::istream& line) {
  unsigned n = 0;
  line >> n;
  std::vector<std::uint32_t> weights;
  for (std::string word; line >> word && word != "=";) {
    weights.push_back(static_cast<std::uint32_t>(std::stoul(word)));
  }
  std::vector<std::uint64_t> expected, shingles(weights.size());
  for (std::uint64_t hash = 0; line >> std::hex >> hash;) expected.push_back(hash);
  shingles.resize(hash_shingles(random_shingles(weights.size(), 0), weights, n, shingles));
  EXPECT_EQ(shingles, expected);
}

void check_minhash(std::istream& line, std::istream& file) {
  std::size_t k = 0, count = 0;
  std::uint64_t seed = 0;
  line >> k >> count >> std::hex >> seed;
  ASSERT_TRUE(k == 128 || k == 256);
  std::vector<std::uint32_t> expected(k), sketch(k);
  for (std::uint32_t& value : expected) file >> std::hex >> value;
  minhash(random_shingles(count, seed), static_cast<SketchSize>(k), sketch);
  EXPECT_EQ(sketch, expected);
}

void check_simhash(std::istream& line) {
  std::size_t count = 0;
  std::uint64_t seed = 0, expected = 0;
  line >> count >> std::hex >> seed >> expected;
  EXPECT_EQ(simhash(random_shingles(count, seed)), expected);
}

TEST(SketchFormat, HasNotChanged) {
  std::ifstream file(LEITONG_SOURCE_DIR "/tests/data/minhash_vectors.txt");
  ASSERT_TRUE(file.is_open());
  std::map<std::string, int> seen;
  for (std::string text; std::getline(file, text);) {
    SCOPED_TRACE(text);
    std::istringstream line(text);
    std::string kind;
    if (!(line >> kind) || kind == "#") continue;
    ++seen[kind];
    if (kind == "token") {
      check_token(line);
    } else if (kind == "shingles") {
      check_shingles(line);
    } else if (kind == "minhash") {
      check_minhash(line, file);
    } else if (kind == "simhash") {
      check_simhash(line);
    } else {
      FAIL() << "unknown kind of vector";
    }
  }
  const std::map<std::string, int> all = {
      {"token", 11}, {"shingles", 6}, {"minhash", 10}, {"simhash", 6}};
  EXPECT_EQ(seen, all);
}

}  // namespace
}  // namespace leitong
