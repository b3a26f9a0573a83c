// Prefix filter (Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007; Xiao et
// al., "Efficient similarity joins for near duplicate detection", 2008).
//
// Number the elements by how many sets hold them, rarest first, and sort each set so. A and B with
// Jaccard >= t share at least ceil(t|A|) elements, since their union is no smaller than A, and so
// at least ceil(t|B|). The first element that they share has all the others behind it in A, so it
// stands among the first |A| - ceil(t|A|) + 1 of A; and so for B. Hence only sets that share an
// element of these prefixes are compared, and of these only such as are large enough; nothing is
// lost. Rarest first makes the lists short: the cost is about the pairs that share a rare element.
#include "reference/exact_join.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

namespace leitong::reference {
namespace {

using Set = std::vector<std::uint32_t>;

// How many elements a set of this size must share with any that reaches the threshold. A hair less
// than exact, so that rounding can only add candidates.
std::size_t least_overlap(std::size_t size, double threshold) {
  const double least = std::ceil(threshold * static_cast<double>(size) - 1e-6);
  return least < 1 ? 1 : static_cast<std::size_t>(least);
}

std::vector<Set> rare_first(std::span<const Set> sets) {
  std::uint32_t elements = 0;
  for (const Set& set : sets) elements = std::max(elements, set.back() + 1);
  std::vector<std::uint32_t> frequency(elements);
  for (const Set& set : sets) {
    for (const std::uint32_t element : set) ++frequency[element];
  }
  std::vector<std::uint32_t> order(elements);
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(frequency[a], a) < std::tie(frequency[b], b);
  });
  std::vector<std::uint32_t> number(elements);
  for (std::uint32_t i = 0; i < elements; ++i) number[order[i]] = i;
  std::vector<Set> result(sets.begin(), sets.end());
  for (Set& set : result) {
    for (std::uint32_t& element : set) element = number[element];
    std::ranges::sort(set);
  }
  return result;
}

void add_if_similar(std::span<const Set> sets, std::size_t a, std::size_t b, double threshold,
                    std::vector<Pair>& pairs) {
  const double similarity = reference_jaccard(sets[a], sets[b]);
  if (similarity >= threshold) pairs.push_back({std::min(a, b), std::max(a, b), similarity});
}

void sort_pairs(std::vector<Pair>& pairs) {
  std::ranges::sort(pairs, [](const Pair& a, const Pair& b) {
    return std::tie(a.first, a.second) < std::tie(b.first, b.second);
  });
}

}  // namespace

std::vector<Pair> exact_join(std::span<const Set> sets, double threshold) {
  const std::vector<Set> numbered = rare_first(sets);
  std::vector<std::size_t> by_size(numbered.size());
  std::iota(by_size.begin(), by_size.end(), std::size_t{0});
  std::ranges::sort(by_size, [&](std::size_t a, std::size_t b) {
    return std::pair(numbered[a].size(), a) < std::pair(numbered[b].size(), b);
  });

  std::uint32_t elements = 0;
  for (const Set& set : numbered) elements = std::max(elements, set.back() + 1);
  std::vector<std::vector<std::size_t>> holders(elements);  // sets with the element in their prefix
  std::vector<std::size_t> seen_by(numbered.size(), numbered.size());
  std::vector<Pair> pairs;
  for (const std::size_t record : by_size) {
    const Set& set = numbered[record];
    const std::size_t least = least_overlap(set.size(), threshold);
    for (std::size_t i = 0; i + least <= set.size(); ++i) {
      for (const std::size_t other : holders[set[i]]) {
        if (numbered[other].size() < least || seen_by[other] == record) continue;
        seen_by[other] = record;
        add_if_similar(numbered, record, other, threshold, pairs);
      }
      holders[set[i]].push_back(record);
    }
  }
  sort_pairs(pairs);
  return pairs;
}

std::vector<Pair> all_pairs(std::span<const Set> sets, double threshold) {
  std::vector<Pair> pairs;
  for (std::size_t a = 0; a < sets.size(); ++a) {
    for (std::size_t b = a + 1; b < sets.size(); ++b) {
      add_if_similar(sets, a, b, threshold, pairs);
    }
  }
  return pairs;
}

}  // namespace leitong::reference
