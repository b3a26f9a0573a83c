// A sample is drawn, and all pairs in it that are similar are found without the filter. Of each
// record that resembles no other a copy is made, at similarities from well below the threshold to
// 1, half of them close to it. The filter reads the sample, then the copies: a copy can be removed
// only for what it was made of, but for a text it took an insertion from. Its verdicts are held
// against exact similarities (plain_sets.h).
#include "leitong/evaluation.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "base/random_draw.h"
#include "base/thread_clock.h"
#include "engine/evaluation/exact_pairs.h"
#include "engine/evaluation/plain_sets.h"
#include "engine/evaluation/planter.h"
#include "engine/evaluation/record_sample.h"
#include "engine/features.h"
#include "leitong/detection.h"
#include "leitong/similarity.h"

namespace leitong {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{16} << 20;
constexpr double kBinWidth = 0.05;
constexpr double kFarthestBelow = 0.3;  // the threshold: where copies and bins begin
constexpr double kClose = 0.05;         // above it: half of the copies
constexpr std::size_t kShownRepeats = 5;

Error usage(std::string what, std::string advice) {
  return {.kind = Error::Kind::kUsage, .what = std::move(what), .advice = std::move(advice)};
}

std::optional<Error> problem_of(const EvaluationOptions& options) {
  const Method method = options.comparison.method;
  if (method != Method::kMinhash && method != Method::kSimhash) {
    return usage("only near methods can miss anything", "--method minhash or simhash");
  }
  if (options.comparison.shingle == 0) {
    return usage("a shingle needs a weight of at least 1", "--shingle");
  }
  if (options.sample == 0) return usage("a sample has at least one record", "--sample");
  return std::nullopt;
}

struct Copy {
  std::size_t original = 0;
  CopyKind kind = CopyKind::kVerbatim;
  std::string text = {};
  PlainSet set = {};
  double similarity = 0;  // to the original, exactly
};

// Odds by similarity, to three decimals.
class OddsTable {
 public:
  explicit OddsTable(const Comparison& comparison) : options_(near_options(comparison)) {}

  double verified(double similarity) {
    const auto key = static_cast<int>(std::lround(1000 * similarity));
    const auto [entry, is_new] = odds_.try_emplace(key, 0);
    if (is_new) {
      // The options were good enough for the filter.
      if (const auto odds = detection_odds(options_, key / 1000.0)) entry->second = odds->verified;
    }
    return similarity == 1 ? 1 : entry->second;
  }

 private:
  NearOptions options_;
  std::map<int, double> odds_;
};

class Evaluator {
 public:
  Evaluator(const EvaluationOptions& options, RecordSample sample, PlainSets sets,
            Analyzer analyzer)
      : options_(options),
        threshold_(options.comparison.threshold),
        records_(std::move(sample.records)),
        plain_(std::move(sets)),
        analyzer_(std::move(analyzer)),
        odds_(options.comparison),
        random_(options.seed) {
    result_.format = sample.format;
    result_.comparison = options.comparison;
    result_.seed = options.seed;
    result_.records_read = sample.read;
    result_.failed = sample.failed;
    result_.input_errors = std::move(sample.input_errors);
    result_.sampled = records_.size();
  }

  Result<Evaluation> run() {
    for (const SampledRecord& record : records_) sets_.push_back(plain_.of(record.text));
    // Pairs below the threshold are shown, and no copy is made of what has one.
    pairs_ = find_exact_pairs(sets_, 0.7 * threshold_);
    plant();
    if (Result<void> filtered = filter(); !filtered) {
      return std::unexpected(std::move(filtered.error()));
    }
    count_copies();
    count_removals();
    count_repeats();
    choose_pairs();
    return std::move(result_);
  }

 private:
  void plant() {
    std::vector<bool> has_like(records_.size());
    for (const ExactPair& pair : pairs_) has_like[pair.first] = has_like[pair.second] = true;
    const Planter planter(options_.comparison.fold);
    for (std::size_t i = 0; i < records_.size(); ++i) {
      if (has_like[i]) continue;
      const CopyKind kind = kCopyKinds[draw_below(random_, kCopyKinds.size())];
      const double wanted = draw_similarity();
      const std::size_t donor = draw_below(random_, records_.size());
      Copy copy{.original = i, .kind = kind};
      const std::vector<std::uint64_t> original = shingles_of(records_[i].text);
      copy.text = planter.copy(
          records_[i].text, records_[donor].text, kind, wanted,
          [&](const std::string& text) { return overlap(original, shingles_of(text)).jaccard(); },
          random_);
      copy.set = plain_.of(copy.text);
      copy.similarity = plain_similarity(sets_[i], copy.set);
      copies_.push_back(std::move(copy));
    }
    result_.planted = copies_.size();
  }

  double draw_similarity() {
    const double share = draw_share(random_);
    const double above = 1 - threshold_;
    switch (draw_below(random_, 4)) {
      case 0:
        return std::max(0.0, threshold_ - share * kFarthestBelow);
      case 1:
        return threshold_ + share * above;
      default:
        return threshold_ + share * std::min(kClose, above);
    }
  }

  // By the filter's own means: good enough to aim with.
  std::vector<std::uint64_t> shingles_of(std::string_view text) {
    features_.clear();
    analyzer_.analyze_shingles(text, features_);
    const auto shingles = features_.shingles(0);
    std::vector<std::uint64_t> set(shingles.begin(), shingles.end());
    make_shingle_set(set);
    return set;
  }

  [[nodiscard]] const PlainSet& set_of(std::size_t text) const {
    return text < sets_.size() ? sets_[text] : copies_[text - sets_.size()].set;
  }

  // All texts, as often as there is time for; the answers are the same each time.
  Result<void> filter() {
    const auto end =
        std::chrono::steady_clock::now() + std::chrono::duration<double>(options_.seconds);
    for (const SampledRecord& record : records_) result_.bytes += record.text.size();
    for (const Copy& copy : copies_) result_.bytes += copy.text.size();
    double best = std::numeric_limits<double>::max();
    do {
      Result<Deduplicator> deduplicator = Deduplicator::create(options_.comparison);
      if (!deduplicator) return std::unexpected(std::move(deduplicator.error()));
      verdicts_.clear();
      const double start = thread_seconds();
      for (const SampledRecord& record : records_) {
        verdicts_.push_back(deduplicator->add(record.text));
      }
      for (const Copy& copy : copies_) verdicts_.push_back(deduplicator->add(copy.text));
      best = std::min(best, thread_seconds() - start);
    } while (std::chrono::steady_clock::now() < end);
    if (best > 0) result_.bytes_a_second = static_cast<double>(result_.bytes) / best;
    return {};
  }

  [[nodiscard]] bool is_removed(std::size_t text) const { return !verdicts_[text].kept(); }
  [[nodiscard]] bool is_removed_copy(std::size_t copy) const {
    return is_removed(records_.size() + copy);
  }

  // From the threshold on both ways, so that none lies across it; the last is 1 alone.
  void make_bins() {
    const auto below =
        static_cast<int>(std::ceil(std::min(kFarthestBelow, threshold_) / kBinWidth - 1e-9));
    const auto above = static_cast<int>(std::ceil((1 - threshold_) / kBinWidth - 1e-9));
    for (int i = -below; i < above; ++i) {
      result_.bins.push_back({.from = std::max(0.0, threshold_ + i * kBinWidth),
                              .to = std::min(1.0, threshold_ + (i + 1) * kBinWidth)});
    }
    result_.bins.push_back({.from = 1, .to = 1});
  }

  Evaluation::Bin* bin_of(double similarity) {
    const auto behind = std::ranges::find_if(result_.bins, [&](const Evaluation::Bin& bin) {
      return !is_at_least(similarity, bin.from);
    });
    return behind == result_.bins.begin() ? nullptr : &*std::prev(behind);
  }

  void count_copies() {
    make_bins();
    for (const CopyKind kind : kCopyKinds) {
      result_.kinds.push_back({.name = std::string(name_of(kind))});
    }
    for (std::size_t i = 0; i < copies_.size(); ++i) {
      const Copy& copy = copies_[i];
      const bool is_true = is_at_least(copy.similarity, threshold_);
      const bool removed = is_removed_copy(i);
      const double expected = is_true ? odds_.verified(copy.similarity) : 0;
      if (Evaluation::Bin* bin = bin_of(copy.similarity)) {
        ++bin->copies;
        bin->removed += removed ? 1 : 0;
        bin->expected += expected;
      }
      Evaluation::Kind& kind = result_.kinds[static_cast<std::size_t>(copy.kind)];
      ++kind.copies;
      kind.at_threshold += is_true ? 1 : 0;
      kind.removed += removed ? 1 : 0;
      if (!is_true) continue;
      ++result_.true_copies;
      result_.found += removed ? 1 : 0;
      result_.expected += expected;
    }
  }

  void count_removals() {
    for (std::size_t i = 0; i < verdicts_.size(); ++i) {
      const Verdict& verdict = verdicts_[i];
      if (verdict.kept()) continue;
      ++result_.removed;
      const double similarity = plain_similarity(set_of(i), set_of(*verdict.leader));
      if (!is_at_least(similarity, threshold_)) ++result_.wrong_removals;
      if (std::abs(similarity - verdict.similarity) > 1e-9) ++result_.wrong_similarities;
    }
  }

  void count_repeats() {
    for (std::size_t i = 0; i < records_.size(); ++i) {
      if (!is_removed(i)) continue;
      ++result_.repeats;
      if (result_.some_repeats.size() == kShownRepeats) continue;
      result_.some_repeats.push_back({.record = records_[i].name,
                                      .leader = records_[*verdicts_[i].leader].name,
                                      .similarity = verdicts_[i].similarity});
    }
    for (const ExactPair& pair : pairs_) {
      if (!is_at_least(pair.similarity, threshold_)) continue;
      ++result_.true_pairs;
      result_.true_pairs_found += is_removed(pair.first) || is_removed(pair.second) ? 1 : 0;
    }
  }

  void choose_pairs() {
    if (options_.pairs == 0) return;
    choose_pairs(result_.above, true);
    choose_pairs(result_.below, false);
  }

  void choose_pairs(std::vector<Evaluation::Pair>& chosen, bool above) {
    const auto take = [&](std::vector<ExactPair> pairs, const auto& make) {
      std::erase_if(pairs, [&](const ExactPair& pair) {
        return is_at_least(pair.similarity, threshold_) != above;
      });
      std::ranges::stable_sort(
          pairs, {}, [&](const ExactPair& pair) { return std::abs(pair.similarity - threshold_); });
      for (const ExactPair& pair : pairs) {
        if (chosen.size() < options_.pairs) chosen.push_back(make(pair));
      }
    };
    take(pairs_, [&](const ExactPair& pair) {
      return Evaluation::Pair{.a_name = records_[pair.first].name,
                              .b_name = records_[pair.second].name,
                              .a = records_[pair.first].text,
                              .b = records_[pair.second].text,
                              .similarity = pair.similarity,
                              .removed = is_removed(pair.first) || is_removed(pair.second)};
    });
    std::vector<ExactPair> planted;
    planted.reserve(copies_.size());
    for (std::size_t i = 0; i < copies_.size(); ++i) {
      planted.push_back({copies_[i].original, i, copies_[i].similarity});
    }
    take(std::move(planted), [&](const ExactPair& pair) {
      const Copy& copy = copies_[pair.second];
      const SampledRecord& original = records_[pair.first];
      return Evaluation::Pair{
          .a_name = original.name,
          .b_name = "copy of " + original.name + ", " + std::string(name_of(copy.kind)),
          .a = original.text,
          .b = copy.text,
          .similarity = copy.similarity,
          .removed = is_removed_copy(pair.second)};
    });
  }

  const EvaluationOptions& options_;
  double threshold_;
  std::vector<SampledRecord> records_;
  PlainSets plain_;
  Analyzer analyzer_;
  OddsTable odds_;
  Random random_;
  FeatureList features_;

  std::vector<PlainSet> sets_;    // of the records
  std::vector<ExactPair> pairs_;  // of them
  std::vector<Copy> copies_;
  std::vector<Verdict> verdicts_;  // of the records, then of the copies
  Evaluation result_;
};

}  // namespace

Result<Evaluation> evaluate(const EvaluationOptions& options, const FilterEvents& events) {
  if (auto problem = problem_of(options)) return std::unexpected(std::move(*problem));
  // Fails early where the options have no meaning.
  Result<Analyzer> analyzer = Analyzer::create(options.comparison);
  if (!analyzer) return std::unexpected(std::move(analyzer.error()));
  Result<PlainSets> sets = PlainSets::create(options.comparison);
  if (!sets) return std::unexpected(std::move(sets.error()));
  FilterOptions reading;
  reading.inputs = options.inputs;
  reading.format = options.format;
  reading.field = options.field;
  reading.delimiter = options.delimiter;
  reading.header = options.header;
  reading.comparison = options.comparison;
  Result<RecordSample> sample =
      sample_records(reading, events, options.sample, kMostBytes, options.seed);
  if (!sample) return std::unexpected(std::move(sample.error()));
  if (sample->records.empty() && sample->input_errors.empty()) {
    return std::unexpected(Error{.kind = Error::Kind::kInput,
                                 .what = "there is no record to try it on",
                                 .path = options.inputs.front()});
  }
  Result<Evaluation> result =
      Evaluator(options, std::move(*sample), std::move(*sets), std::move(*analyzer)).run();
  if (result && options.comparison.method == Method::kMinhash) {
    result->bands = *plan_bands(bins(options.comparison.sketch), options.comparison.threshold,
                                options.comparison.recall);
  }
  return result;
}

}  // namespace leitong
