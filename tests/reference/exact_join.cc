// Prefix filter (Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007; Xiao et
// al., "Efficient similarity joins for near duplicate detection", 2008).
//
// Number the elements by how many sets hold them, rarest first, and sort each set so. A and B with
// Jaccard >= t share at least ceil(t|A|) elements, since their union is no smaller than A, and so
// at least ceil(t|B|). The first element that they share has all the others behind it in A, so it
// stands among the first |A| - ceil(t|A|) + 1 of A; and so for B. Hence only sets that share an
// element of these prefixes are compared, and of these only such as are large enough; nothing is
// lost. Rarest first makes the lists short: the cost is about the pairs that share a rare element.
// An element of one set only is in no list.
//
// Two sets are read side by side only as long as they can still share enough.
#include "reference/exact_join.h"

#include <algorithm>
#include <cmath>
#include <ranges>
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

struct Numbered {
  std::vector<Set> sets;       // sorted
  std::uint32_t single = 0;    // elements below this one are in one set only
  std::uint32_t elements = 0;  // all are below this
};

Numbered rare_first(std::span<const Set> sets) {
  Numbered result;
  for (const Set& set : sets) result.elements = std::max(result.elements, set.back() + 1);
  std::vector<std::uint32_t> frequency(result.elements);
  for (const Set& set : sets) {
    for (const std::uint32_t element : set) ++frequency[element];
  }
  // Counting sort by frequency.
  std::vector<std::uint32_t> next(sets.size() + 2);
  for (const std::uint32_t count : frequency) ++next[count + 1];
  for (std::size_t i = 1; i < next.size(); ++i) next[i] += next[i - 1];
  if (next.size() > 2) result.single = next[2];
  std::vector<std::uint32_t> number(result.elements);
  for (std::uint32_t i = 0; i < result.elements; ++i) number[i] = next[frequency[i]]++;
  result.sets.assign(sets.begin(), sets.end());
  for (Set& set : result.sets) {
    for (std::uint32_t& element : set) element = number[element];
    std::ranges::sort(set);
  }
  return result;
}

void add_if_similar(std::span<const Set> sets, std::size_t a, std::size_t b, double threshold,
                    std::vector<Pair>& pairs) {
  const std::size_t both = sets[a].size() + sets[b].size();
  // shared / (both - shared) >= t, and a hair less.
  const double least = std::ceil(threshold / (1 + threshold) * static_cast<double>(both) - 1e-6);
  const std::size_t shared = count_shared(sets[a], sets[b], static_cast<std::size_t>(least));
  const double similarity = static_cast<double>(shared) / static_cast<double>(both - shared);
  if (similarity >= threshold) pairs.push_back({std::min(a, b), std::max(a, b), similarity});
}

void sort_pairs(std::vector<Pair>& pairs) {
  std::ranges::sort(pairs, [](const Pair& a, const Pair& b) {
    return std::tie(a.first, a.second) < std::tie(b.first, b.second);
  });
}

}  // namespace

std::size_t count_shared(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b,
                         std::size_t least) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (shared + std::min(a.size() - i, b.size() - j) < least) break;
    shared += a[i] == b[j] ? 1 : 0;
    const bool next_a = a[i] <= b[j];
    const bool next_b = b[j] <= a[i];
    i += next_a ? 1 : 0;
    j += next_b ? 1 : 0;
  }
  return shared;
}

std::vector<Pair> exact_join(std::span<const Set> given, double threshold) {
  const Numbered numbered = rare_first(given);
  const std::vector<Set>& sets = numbered.sets;
  const auto records = std::views::iota(0U, static_cast<std::uint32_t>(sets.size()));
  std::vector<std::uint32_t> by_size(records.begin(), records.end());
  std::ranges::sort(by_size, [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(sets[a].size(), a) < std::pair(sets[b].size(), b);
  });

  // Sets with the element in their prefix, smallest first, by element from `single` on.
  std::vector<std::vector<std::uint32_t>> holders(numbered.elements - numbered.single);
  std::vector<std::size_t> seen_by(sets.size(), sets.size());
  std::vector<Pair> pairs;
  for (const std::uint32_t record : by_size) {
    const Set& set = sets[record];
    const std::size_t least = least_overlap(set.size(), threshold);
    for (std::size_t i = 0; i + least <= set.size(); ++i) {
      if (set[i] < numbered.single) continue;
      std::vector<std::uint32_t>& others = holders[set[i] - numbered.single];
      // Sets only get larger, so one that is too small by now is too small for all that come.
      const auto large_enough = std::ranges::find_if(
          others, [&](std::uint32_t other) { return sets[other].size() >= least; });
      others.erase(others.begin(), large_enough);
      for (const std::uint32_t other : others) {
        if (seen_by[other] == record) continue;
        seen_by[other] = record;
        add_if_similar(sets, record, other, threshold, pairs);
      }
      others.push_back(record);
    }
  }
  sort_pairs(pairs);
  return pairs;
}

std::vector<Pair> all_pairs(std::span<const Set> sets, double threshold) {
  std::vector<Pair> pairs;
  for (std::size_t a = 0; a < sets.size(); ++a) {
    for (std::size_t b = a + 1; b < sets.size(); ++b) {
      const double similarity = reference_jaccard(sets[a], sets[b]);
      if (similarity >= threshold) pairs.push_back({a, b, similarity});
    }
  }
  return pairs;
}

}  // namespace leitong::reference
