// An inverted index of prefixes (Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007).
// Let all sets be in one order of elements, the rarest first. Two sets A and B with Jaccard >= t
// share at least t|A| elements, so not all that they share can stand behind the first |A| -
// ceil(t|A|) + 1 of A; the first in order that they share stands in this prefix, and in that of B.
// So each set need be compared only with those before it that share an element of the prefix and
// are of fitting size. Not quadratic but where a rare element is in all sets; nothing is lost.
#include "engine/evaluation/exact_pairs.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace leitong {
namespace {

std::size_t prefix_length(std::size_t size, double least) {
  // Rounding may only make it longer.
  const double shared = std::floor(least * static_cast<double>(size) - 1e-9);
  return size - std::min(size, static_cast<std::size_t>(std::max(0.0, shared)));
}

}  // namespace

std::vector<ExactPair> find_exact_pairs(std::span<const PlainSet> sets, double least) {
  std::unordered_map<std::uint32_t, std::uint32_t> frequency;
  for (const PlainSet& set : sets) {
    for (const std::uint32_t element : set) ++frequency[element];
  }
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> holders;
  std::vector<ExactPair> pairs;
  std::vector<std::size_t> seen_by(sets.size(), sets.size());
  for (std::size_t second = 0; second < sets.size(); ++second) {
    std::vector<std::uint32_t> prefix = sets[second];
    std::ranges::sort(
        prefix, {}, [&](std::uint32_t element) { return std::pair(frequency[element], element); });
    prefix.resize(prefix_length(prefix.size(), least));
    const auto size = static_cast<double>(sets[second].size());
    for (const std::uint32_t element : prefix) {
      if (frequency[element] == 1) continue;
      std::vector<std::size_t>& others = holders[element];
      for (const std::size_t first : others) {
        if (seen_by[first] == second) continue;
        seen_by[first] = second;
        const auto other = static_cast<double>(sets[first].size());
        if (std::min(size, other) < least * std::max(size, other) - 1e-9) continue;
        const double similarity = plain_similarity(sets[first], sets[second]);
        if (is_at_least(similarity, least)) pairs.push_back({first, second, similarity});
      }
      others.push_back(second);
    }
  }
  std::ranges::sort(pairs, {},
                    [](const ExactPair& pair) { return std::pair(pair.first, pair.second); });
  return pairs;
}

}  // namespace leitong
