#include "bench/end_to_end/judge.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <future>
#include <optional>
#include <stdexcept>
#include <utility>

#include "reference/exact_join.h"
#include "reference/reference_fold.h"

namespace leitong::bench {
namespace {

constexpr std::size_t kPlainShingle = 5;
constexpr double kLost = 0.5;

std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 32)) * 0xE9846AF9B1A615D;
  value = (value ^ (value >> 32)) * 0xE9846AF9B1A615D;
  return value ^ (value >> 28);
}

template <class Units>
std::uint64_t hash_of(const Units& units) {
  std::uint64_t hash = units.size();
  for (const auto unit : units) hash = mixed(hash * 0x9E3779B97F4A7C15 + unit);
  return hash;
}

std::vector<std::uint64_t> plain_shingles(std::string_view utf8) {
  const std::u32string text = reference::reference_decode(utf8).text;
  const std::u32string_view whole = text;
  std::vector<std::uint64_t> hashes;
  if (text.size() <= kPlainShingle) return {hash_of(whole)};
  for (std::size_t i = 0; i + kPlainShingle <= text.size(); ++i) {
    hashes.push_back(hash_of(whole.substr(i, kPlainShingle)));
  }
  return hashes;
}

struct Occurrence {
  std::uint64_t hash = 0;
  std::uint32_t record = 0;

  auto operator<=>(const Occurrence&) const = default;
};

// Every shingle of the records `first` to `last`.
std::vector<Occurrence> occurrences(std::span<const std::string> texts, Definition definition,
                                    std::size_t first, std::size_t last) {
  std::vector<Occurrence> result;
  for (std::size_t record = first; record < last; ++record) {
    for (const std::uint64_t hash : hashed_shingles(texts[record], definition)) {
      result.push_back({hash, static_cast<std::uint32_t>(record)});
    }
  }
  std::ranges::sort(result);
  result.erase(std::ranges::unique(result).begin(), result.end());
  return result;
}

// How many of the elements of a set, the rarest, are looked up: their holders are few, and what is
// left to verify is little.
constexpr double kLookedUp = 0.7;

// The other records that reach `kLost` with this one. One that does shares T = ceil(kLost * size)
// of the record's elements, so of any p of them at least p - (size - T). `shared` is 0 for every
// record, and is left so.
std::vector<std::uint32_t> find_neighbours(const Truth& truth, std::size_t record,
                                           std::vector<std::uint32_t>& shared) {
  const std::vector<std::uint32_t>& set = truth.sets[record];
  std::vector<std::pair<std::size_t, std::uint32_t>> rarest;  // how many hold it, the element
  for (const std::uint32_t element : set) {
    rarest.emplace_back(truth.first_holder[element + 1] - truth.first_holder[element], element);
  }
  std::ranges::sort(rarest);
  const auto size = static_cast<double>(set.size());
  const auto may_lack = set.size() - static_cast<std::size_t>(std::ceil(kLost * size));
  rarest.resize(std::max(may_lack + 1, static_cast<std::size_t>(std::ceil(kLookedUp * size))));
  const std::size_t enough = rarest.size() - may_lack;

  std::vector<std::uint32_t> touched;
  for (const auto& [holders, element] : rarest) {
    for (std::size_t i = truth.first_holder[element]; i < truth.first_holder[element + 1]; ++i) {
      if (shared[truth.holders[i]]++ == 0) touched.push_back(truth.holders[i]);
    }
  }
  std::vector<std::uint32_t> neighbours;
  for (const std::uint32_t other : touched) {
    const std::size_t count = std::exchange(shared[other], 0);
    if (other == record || count < enough) continue;
    const auto sizes = static_cast<double>(set.size() + truth.sets[other].size());
    const auto least = static_cast<std::size_t>(std::ceil(kLost / (1 + kLost) * sizes - 1e-6));
    const auto both = static_cast<double>(reference::count_shared(set, truth.sets[other], least));
    if (both >= kLost * (sizes - both)) neighbours.push_back(other);
  }
  return neighbours;
}

}  // namespace

Definition definition_of(std::string_view name) {
  if (name == "chars") return Definition::kPlainChars;
  if (name == "own-word") return Definition::kOwnWords;
  if (name == "own-char") return Definition::kOwnChars;
  throw std::runtime_error("no definition " + std::string(name) + " (chars, own-word, own-char)");
}

std::vector<std::uint64_t> hashed_shingles(std::string_view utf8, Definition definition) {
  if (definition == Definition::kPlainChars) return plain_shingles(utf8);
  const reference::Unit unit =
      definition == Definition::kOwnWords ? reference::Unit::kWord : reference::Unit::kChar;
  std::vector<std::uint64_t> hashes;
  for (const std::u16string& shingle : reference::reference_record(utf8, {.unit = unit})) {
    hashes.push_back(hash_of(shingle));
  }
  return hashes;
}

Truth make_truth(std::span<const std::string> texts, Definition definition, double threshold) {
  const std::size_t half = texts.size() / 2;
  auto rest = std::async(std::launch::async,
                         [&] { return occurrences(texts, definition, half, texts.size()); });
  std::vector<Occurrence> all = occurrences(texts, definition, 0, half);
  const auto middle = static_cast<std::ptrdiff_t>(all.size());
  const std::vector<Occurrence> back = rest.get();
  all.insert(all.end(), back.begin(), back.end());
  std::ranges::inplace_merge(all, all.begin() + middle);

  // In the order of their hashes, so each record's numbers come sorted.
  Truth truth;
  truth.sets.resize(texts.size());
  truth.neighbours.resize(texts.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == 0 || all[i].hash != all[i - 1].hash) truth.first_holder.push_back(i);
    truth.holders.push_back(all[i].record);
    truth.sets[all[i].record].push_back(static_cast<std::uint32_t>(truth.first_holder.size() - 1));
  }
  truth.first_holder.push_back(all.size());
  truth.pairs = reference::exact_join(truth.sets, threshold);
  return truth;
}

Verdict judge(Truth& truth, const std::vector<bool>& kept) {
  Verdict verdict;
  verdict.pairs = truth.pairs.size();
  std::vector<bool> has_leader(kept.size());
  for (const reference::Pair& pair : truth.pairs) {
    verdict.found += !(kept[pair.first] && kept[pair.second]);
    if (kept[pair.first]) has_leader[pair.second] = true;
    if (kept[pair.second]) has_leader[pair.first] = true;
  }
  std::vector<std::uint32_t> shared(kept.size());
  for (std::size_t record = 0; record < kept.size(); ++record) {
    verdict.kept += kept[record];
    if (kept[record] || has_leader[record]) continue;
    ++verdict.wrong;
    std::optional<std::vector<std::uint32_t>>& neighbours = truth.neighbours[record];
    if (!neighbours) neighbours = find_neighbours(truth, record, shared);
    verdict.lost +=
        std::ranges::none_of(*neighbours, [&](std::uint32_t other) { return kept[other]; });
  }
  return verdict;
}

}  // namespace leitong::bench
