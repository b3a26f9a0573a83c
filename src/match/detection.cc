// MinHash. Each of the k values of two sketches is the same with probability j, their similarity,
// and then agrees in its lowest bits; if it is not the same, these agree by chance (2^-bits). The
// pair is verified if all rows of some band are the same and at least so many of all k values agree
// in their bits. Both are about the same values, so the odds do not multiply. Let the coefficient
// of x^m be the probability that m of the values seen so far agree, in one polynomial for "no band
// was the same yet", in another for "one was". A band of r rows multiplies both by (q + p x)^r,
// where p = j + (1 - j) 2^-bits and q = 1 - p, and moves the part j^r x^r of it from the first to
// the second. Values that are in no band count too. All numbers added are positive, so the smallest
// odds are as exact as the largest. Cost: k^2 multiplications.
//
// SimHash. A bit of the fingerprint is the sign of a sum of ±1 over the shingles. Two such sums
// over n shingles each, s of them shared, are nearly normal with correlation s / n = 2j / (1 + j),
// and two normal variables with correlation c differ in sign with probability acos(c) / π (Sheppard
// 1899; Charikar 2002). Two fingerprints that differ in at most `distance` bits always share a
// block; so those that pass are candidates, and nothing else is worth counting: the odds of sharing
// one of distance + 1 blocks are those of all bits of it being the same.
#include "leitong/detection.h"

#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <utility>
#include <vector>

#include "leitong/bands.h"
#include "match/near_digest.h"
#include "match/sketch_filter.h"

namespace leitong {
namespace {

// The coefficient of x^i at i.
using Polynomial = std::vector<double>;

Polynomial product(const Polynomial& a, const Polynomial& b) {
  Polynomial result(a.size() + b.size() - 1);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) result[i + j] += a[i] * b[j];
  }
  return result;
}

// (1 - p + p x)^n: how many of n independent values agree.
Polynomial agreeing(std::size_t n, double p) {
  Polynomial result = {1};
  for (std::size_t i = 0; i < n; ++i) result = product(result, {1 - p, p});
  return result;
}

double sum_from(const Polynomial& polynomial, std::size_t first) {
  double sum = 0;
  for (std::size_t i = first; i < polynomial.size(); ++i) sum += polynomial[i];
  return sum;
}

DetectionOdds minhash_odds(const NearOptions& options, BandPlan plan, double j) {
  const std::size_t k = bins(options.sketch);
  const double agree = j + (1 - j) / (1 << SketchFilter::kBits);
  const double same_band = std::pow(j, static_cast<double>(plan.rows));
  const Polynomial band = agreeing(plan.rows, agree);
  Polynomial other_band = band;
  other_band.back() -= same_band;
  Polynomial none = {1};
  Polynomial some = {0};
  for (std::size_t i = 0; i < plan.bands; ++i) {
    some = product(some, band);
    for (std::size_t m = 0; m < none.size(); ++m) some[m + plan.rows] += none[m] * same_band;
    none = product(none, other_band);
  }
  some = product(some, agreeing(k - plan.bands * plan.rows, agree));
  return {.candidate = candidate_probability(plan, j),
          .verified = sum_from(some, SketchFilter::least_equal_values(k, options.threshold))};
}

DetectionOdds simhash_odds(const NearOptions& options, std::size_t blocks, double j) {
  constexpr std::size_t kBits = 64;
  const double differs = std::acos(2 * j / (1 + j)) / std::numbers::pi;
  const Polynomial differing = agreeing(kBits, differs);
  DetectionOdds odds;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(options.distance); ++i) {
    odds.verified += differing[i];
  }
  double no_block = 1;
  for (std::size_t i = 0; i < blocks; ++i) {
    const std::size_t bits =
        NearDigester::first_bit(i + 1, blocks) - NearDigester::first_bit(i, blocks);
    no_block *= -std::expm1(static_cast<double>(bits) * std::log1p(-differs));
  }
  odds.candidate = 1 - no_block;
  return odds;
}

}  // namespace

Result<DetectionOdds> detection_odds(const NearOptions& options, double similarity) {
  const Result<NearDigester> digester = NearDigester::create(options);
  if (!digester) return std::unexpected(digester.error());
  if (options.method == NearMethod::kSimhash) {
    return simhash_odds(options, digester->tables(), similarity);
  }
  return minhash_odds(options, digester->bands(), similarity);
}

}  // namespace leitong
