// Any other `--keep` than first: which copy stays is known only when all have been seen. The inputs
// are read twice: once for what is compared and the ranks, then, after the leader rule was applied
// in rank order, to write what stays in the order of the input. Text is never held. Digests are,
// of every record; shingles as far as memory allows.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/block_pipeline.h"
#include "engine/filter_run.h"
#include "engine/judge.h"
#include "engine/machine_memory.h"
#include "engine/record/record_batch.h"
#include "engine/record/record_texts.h"
#include "engine/record/record_writer.h"
#include "match/near_digest.h"
#include "match/shingle_store.h"

namespace leitong {
namespace {

// The shingles of all records, for a judge that numbers them in another order.
class OrderedShingles final : public ShingleSource {
 public:
  OrderedShingles(ShingleStore& lists, std::span<const std::uint32_t> order)
      : lists_(lists), order_(order) {}

  bool shingles(RecordId record, std::vector<std::uint64_t>& out) override {
    const auto list = lists_.shingles(order_[record], order_[record]);
    if (list) out.assign(list->begin(), list->end());
    return list.has_value();
  }
  void leaves_cache(RecordId /*record*/, std::span<const std::uint64_t> /*shingles*/) override {}

 private:
  ShingleStore& lists_;
  std::span<const std::uint32_t> order_;
};

class RankedFilter {
 public:
  explicit RankedFilter(FilterRun& run)
      : run_(run),
        writer_(run),
        texts_(run.options, run.inputs.layout(), run.comparison),
        lists_(&texts_, cache_budget(run.options) / 2) {}

  void collect(const RecordBatch& batch) {
    for (const BatchRecord& record : batch.records) {
      if (record.kind == RecordKind::kCompared) {
        add_features(batch, record);
        ranks_.push_back(batch.ranks[record.index]);
        inputs_.push_back(batch.block.input);
        if (run_.names_leaders()) {
          places_.push_back({.input = batch.block.input,
                             .record = batch.block.first_line + record.line,
                             .start = batch.block.offset + record.begin,
                             .end = batch.block.offset + record.end});
          ids_.push_back(batch.ids.empty() ? std::string() : batch.ids[record.index]);
        }
      }
    }
    if (texts_.failure()) run_.fail(*texts_.failure());
    run_.count_block(batch.block, batch.features);
    run_.show_progress(batch.raw_bytes_read);
  }

  void decide() {
    verdicts_.assign(ranks_.size(), {});
    const auto numbers = std::views::iota(0U, static_cast<std::uint32_t>(ranks_.size()));
    std::vector<std::uint32_t> order(numbers.begin(), numbers.end());
    if (run_.options.keep.rule == Keep::Rule::kLast) std::ranges::reverse(order);
    // Records that are never compared with each other stand apart.
    const bool by_input = run_.options.within == Within::kFile;
    std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
      if (by_input && inputs_[a] != inputs_[b]) return inputs_[a] < inputs_[b];
      if (run_.is_reference(inputs_[a]) != run_.is_reference(inputs_[b])) {
        return run_.is_reference(inputs_[a]);
      }
      return ranks_[a].before(ranks_[b]);
    });
    for (std::size_t begin = 0; begin < order.size() && !run_.failure;) {
      std::size_t end = order.size();
      if (by_input) {
        end = begin;
        while (end < order.size() && inputs_[order[end]] == inputs_[order[begin]]) ++end;
      }
      judge(std::span(order).subspan(begin, end - begin));
      begin = end;
    }
  }

  void write_batch(const RecordBatch& batch) {
    writer_.begin(batch);
    for (const BatchRecord& record : batch.records) {
      if (record.kind == RecordKind::kCompared) {
        write(record);
      } else {
        writer_.pass(record);
      }
      if (run_.stop) break;
    }
    writer_.end();
    run_.flush_if_asked();
    run_.show_progress(batch.raw_bytes_read);
  }

 private:
  struct Decision {
    static constexpr std::uint32_t kKept = 0xFFFF'FFFF;
    std::uint32_t leader = kKept;  // number in reading order
    float similarity = 0;
  };

  void add_features(const RecordBatch& batch, const BatchRecord& record) {
    const auto number = static_cast<RecordId>(features_.size());
    features_.append_digest(batch.features, record.index);
    const auto shingles = batch.features.shingles(record.index);
    if (shingles.empty()) return;  // not a near method
    texts_.add(number, text_place(batch, record), NearDigest::list_key(features_.digest(number)));
    lists_.push(number, shingles);
  }

  void judge(std::span<const std::uint32_t> order) {
    OrderedShingles shingles(lists_, order);
    Result<Judge> judge = Judge::create(run_.comparison, shingles, cache_budget(run_.options) / 2);
    if (!judge) return run_.fail(std::move(judge.error()));
    for (const std::uint32_t number : order) {
      const Verdict verdict = judge->judge(features_, number);
      if (verdict.kept()) continue;
      verdicts_[number] = {.leader = order[*verdict.leader],
                           .similarity = static_cast<float>(verdict.similarity)};
    }
    if (texts_.failure()) run_.fail(*texts_.failure());
    run_.add_counts(judge->counts());
    run_.report.bands = judge->bands();
    run_.report.index_bytes =
        std::max<std::uint64_t>(run_.report.index_bytes, judge->memory_bytes());
    run_.report.cache_bytes = std::max<std::uint64_t>(
        run_.report.cache_bytes, lists_.cached_bytes() + judge->cached_bytes());
  }

  void write(const BatchRecord& record) {
    if (next_ == verdicts_.size()) return;  // the input grew; Inputs says so
    const std::size_t number = next_++;
    const Decision& decision = verdicts_[number];
    ++run_.report.read;
    if (decision.leader == Decision::kKept) {
      ++run_.report.kept;
      writer_.keep(record);
      return;
    }
    run_.count_removed();
    if (!run_.names_leaders()) return writer_.drop(record);
    writer_.drop(record, {.place = places_[number],
                          .id = ids_[number],
                          .similarity = decision.similarity,
                          .leader = places_[decision.leader],
                          .leader_id = ids_[decision.leader]});
  }

  FilterRun& run_;
  RecordWriter writer_;
  FeatureList features_;  // without shingles
  RecordTexts texts_;
  ShingleStore lists_;
  std::vector<Rank> ranks_;
  std::vector<std::uint32_t> inputs_;
  std::vector<Decision> verdicts_;
  std::vector<Place> places_;  // only if leaders are named
  std::vector<std::string> ids_;
  std::size_t next_ = 0;
};

}  // namespace

void filter_ranked_records(FilterRun& run) {
  RankedFilter filter(run);
  const auto pass = [&](RecordWork work, void (RankedFilter::*finish)(const RecordBatch&)) {
    run.begin_pass();
    for_each_batch<RecordBatch, RecordParser>(
        run,
        [&, work] {
          return RecordParser::create(run.options, run.inputs.layout(), run.comparison, work);
        },
        [&](const RecordBatch& batch) { (filter.*finish)(batch); });
  };
  pass({.rank = true, .ids = run.names_leaders() && !run.options.id_field.empty()},
       &RankedFilter::collect);
  if (run.stop) return;
  filter.decide();
  if (run.stop) return;
  run.inputs.rewind();
  pass({.analysis = RecordWork::Analysis::kNone}, &RankedFilter::write_batch);
}

}  // namespace leitong
