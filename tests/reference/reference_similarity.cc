#include "reference/reference_similarity.h"

#include <algorithm>
#include <iterator>

namespace leitong::reference {
namespace {

double ratio(std::size_t shared, std::size_t a, std::size_t b) {
  const std::size_t all = a + b - shared;
  return all == 0 ? 1.0 : static_cast<double>(shared) / static_cast<double>(all);
}

}  // namespace

double reference_jaccard(const std::set<std::u16string>& a, const std::set<std::u16string>& b) {
  std::size_t shared = 0;
  for (const std::u16string& shingle : a) shared += b.count(shingle);
  return ratio(shared, a.size(), b.size());
}

double reference_jaccard(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  std::vector<std::uint32_t> shared;
  std::ranges::set_intersection(a, b, std::back_inserter(shared));
  return ratio(shared.size(), a.size(), b.size());
}

std::vector<std::optional<std::size_t>> reference_leaders(std::size_t records,
                                                          std::span<const Pair> pairs) {
  std::vector<std::vector<std::size_t>> earlier(records);
  for (const Pair& pair : pairs) earlier[pair.second].push_back(pair.first);
  std::vector<std::optional<std::size_t>> leaders(records);
  for (std::size_t record = 0; record < records; ++record) {
    std::ranges::sort(earlier[record]);
    for (const std::size_t candidate : earlier[record]) {
      if (leaders[candidate].has_value()) continue;
      leaders[record] = candidate;
      break;
    }
  }
  return leaders;
}

}  // namespace leitong::reference
