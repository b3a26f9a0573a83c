#include "bench/end_to_end/judge.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <future>
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

std::size_t count_shared(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    shared += a[i] == b[j] ? 1 : 0;
    const std::uint32_t smaller = std::min(a[i], b[j]);
    i += a[i] == smaller ? 1 : 0;
    j += b[j] == smaller ? 1 : 0;
  }
  return shared;
}

// Whether any kept record reaches `least` with `record`. One that does shares ceil(least * size) of
// the record's elements, so it has one of any size - ceil(least * size) + 1 of them: of the rarest.
// `seen` is less than `round` before.
bool has_kept_neighbour(const Truth& truth, const std::vector<bool>& kept, std::size_t record,
                        double least, std::vector<std::uint32_t>& seen, std::uint32_t round) {
  const std::vector<std::uint32_t>& set = truth.sets[record];
  std::vector<std::pair<std::size_t, std::uint32_t>> rarest;  // how many hold it, the element
  for (const std::uint32_t element : set) {
    rarest.emplace_back(truth.first_holder[element + 1] - truth.first_holder[element], element);
  }
  std::ranges::sort(rarest);
  const auto size = static_cast<double>(set.size());
  rarest.resize(set.size() - static_cast<std::size_t>(std::ceil(least * size)) + 1);
  for (const auto& [holders, element] : rarest) {
    if (holders == 1) continue;  // the record alone
    for (std::size_t i = truth.first_holder[element]; i < truth.first_holder[element + 1]; ++i) {
      const std::uint32_t other = truth.holders[i];
      if (!kept[other] || seen[other] == round) continue;
      seen[other] = round;
      const auto both = static_cast<double>(count_shared(set, truth.sets[other]));
      const auto sizes = static_cast<double>(set.size() + truth.sets[other].size());
      if (both >= least * (sizes - both)) return true;
    }
  }
  return false;
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
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == 0 || all[i].hash != all[i - 1].hash) truth.first_holder.push_back(i);
    truth.holders.push_back(all[i].record);
    truth.sets[all[i].record].push_back(static_cast<std::uint32_t>(truth.first_holder.size() - 1));
  }
  truth.first_holder.push_back(all.size());
  truth.pairs = reference::exact_join(truth.sets, threshold);
  return truth;
}

Verdict judge(const Truth& truth, const std::vector<bool>& kept) {
  Verdict verdict;
  verdict.pairs = truth.pairs.size();
  std::vector<bool> has_leader(kept.size());
  for (const reference::Pair& pair : truth.pairs) {
    verdict.found += !(kept[pair.first] && kept[pair.second]);
    if (kept[pair.first]) has_leader[pair.second] = true;
    if (kept[pair.second]) has_leader[pair.first] = true;
  }
  std::vector<std::uint32_t> seen(kept.size());
  std::uint32_t round = 0;
  for (std::size_t record = 0; record < kept.size(); ++record) {
    verdict.kept += kept[record];
    if (kept[record] || has_leader[record]) continue;
    ++verdict.wrong;
    verdict.lost += !has_kept_neighbour(truth, kept, record, kLost, seen, ++round);
  }
  return verdict;
}

}  // namespace leitong::bench
