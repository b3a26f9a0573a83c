// The leader rule by comparing each record with every kept one. Buckets are std::map, sets
// std::set.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace leitong::reference {

struct Decision {
  std::optional<std::uint32_t> leader;
  double similarity = 0;

  bool operator==(const Decision&) const = default;
};

struct LeaderRule {
  // The threshold as the fraction numerator / 1000.
  std::uint64_t thousandths = 800;
  std::size_t bucket_limit = 64;
  // What the sketch alone rejects.
  std::function<bool(std::span<const std::uint32_t>, std::span<const std::uint32_t>)> rejects;
  std::uint64_t bucket_overflow = 0;

  // `buckets`: one number a band; sharing one in the same band makes a candidate.
  Decision add(const std::vector<std::uint64_t>& shingles, std::vector<std::uint32_t> sketch,
               const std::vector<std::uint64_t>& buckets) {
    const std::uint32_t id = next++;
    const std::set<std::uint64_t> set(shingles.begin(), shingles.end());
    std::set<std::uint32_t> candidates;
    for (std::size_t band = 0; band < buckets.size(); ++band) {
      const auto& members = table[{band, buckets[band]}];
      candidates.insert(members.begin(), members.end());
    }
    for (const auto& [other, record] : kept) {
      const bool equal = record.set == set;
      if (!equal && (!candidates.contains(other) || rejects(sketch, record.sketch))) continue;
      std::vector<std::uint64_t> shared;
      std::ranges::set_intersection(set, record.set, std::back_inserter(shared));
      const std::uint64_t all = set.size() + record.set.size() - shared.size();
      if (1000 * shared.size() < thousandths * all) continue;
      return {other, static_cast<double>(shared.size()) / static_cast<double>(all)};
    }
    kept[id] = {set, std::move(sketch)};
    for (std::size_t band = 0; band < buckets.size(); ++band) {
      auto& members = table[{band, buckets[band]}];
      if (members.size() < bucket_limit) {
        members.push_back(id);
      } else {
        ++bucket_overflow;
      }
    }
    return {};
  }

  struct Record {
    std::set<std::uint64_t> set;
    std::vector<std::uint32_t> sketch;
  };
  std::uint32_t next = 0;
  std::map<std::uint32_t, Record> kept;
  std::map<std::pair<std::size_t, std::uint64_t>, std::vector<std::uint32_t>> table;
};

}  // namespace leitong::reference
