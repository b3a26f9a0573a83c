// The online executor: records are decided in the order in which they are read, and written at
// once. For `--keep first`, where that order is the rank.
//
// The records of an index that is only compared with rank before all others: so it is asked first,
// and the judge in memory only of what repeats nothing in it. Together they decide as one judge
// that had been given the index's records before: no candidate of one is a candidate of the other,
// and a bucket has room for what the index leaves of it.
#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/block_pipeline.h"
#include "engine/filter_run.h"
#include "engine/index/stored_leader.h"
#include "engine/judge.h"
#include "engine/record/record_batch.h"
#include "engine/record/record_writer.h"

namespace leitong {
namespace {

// Which record leads is asked by the audit and by marks alone.
Result<Judge> create_judge(const FilterRun& run) {
  return Judge::create(
      run.comparison, run.options, run.inputs.layout(),
      run.names_leaders() ? ExactLeaders::Numbers::kKept : ExactLeaders::Numbers::kLeftOut);
}

// Takes finished batches in order.
class OnlineFilter {
 public:
  OnlineFilter(FilterRun& run, Judge judge) : run_(run), writer_(run), judge_(std::move(judge)) {}

  void finish(const RecordBatch& batch) {
    if (run_.options.within == Within::kFile && input_ != batch.block.input) start_over();
    input_ = batch.block.input;
    writer_.begin(batch);
    const std::size_t ahead = judge_.prefetch_distance();
    const std::size_t compared = batch.features.size();
    for (std::size_t i = 0; i < std::min(ahead, compared); ++i) {
      judge_.prefetch(batch.features, i);
    }
    for (const BatchRecord& record : batch.records) {
      if (record.kind == RecordKind::kCompared) {
        if (record.index + ahead < compared) {
          judge_.prefetch(batch.features, record.index + ahead);
        }
        decide(batch, record);
      } else {
        writer_.pass(record);
      }
      if (run_.stop) break;
    }
    if (judge_.failure()) run_.fail(*judge_.failure());
    if (run_.options.within != Within::kFile) expect_more(batch.raw_bytes_read);
    writer_.end();
    run_.count_block(batch.block, batch.features);
    run_.flush_if_asked();
    run_.show_progress(batch.raw_bytes_read);
  }

  void report_counts() {
    run_.add_counts(judge_.counts());
    run_.report.bands = judge_.bands();
    run_.report.index_bytes = judge_.memory_bytes();
    run_.report.cache_bytes = judge_.cached_bytes();
  }

 private:
  void decide(const RecordBatch& batch, const BatchRecord& record) {
    ++run_.report.read;
    std::span<std::uint32_t> met;
    if (run_.reference_index != nullptr) {
      IndexJudge& index = *run_.reference_index;
      const auto leader = index.judge(batch.features, record.index);
      if (!leader) return run_.fail(leader.error());
      if (*leader) {
        return drop_for_stored(run_, writer_, record, id(batch, record), index, **leader);
      }
      met = index.met();
    }
    const RecordId number = judged_++;
    const Verdict verdict =
        judge_.judge(batch.features, record.index, text_place(batch, record), met);
    if (!verdict.kept()) {
      drop(batch, record, verdict);
      return run_.count_removed();
    }
    ++run_.report.kept;
    if (run_.names_leaders()) {
      kept_.push_back(number);
      places_.push_back(writer_.place(record));
      if (!batch.ids.empty()) ids_.push_back(batch.ids[record.index]);
    }
    writer_.keep(record);
  }

  void drop(const RecordBatch& batch, const BatchRecord& record, const Verdict& verdict) {
    if (!run_.names_leaders()) return writer_.drop(record);
    const auto leader =
        static_cast<std::size_t>(std::ranges::lower_bound(kept_, *verdict.leader) - kept_.begin());
    writer_.drop(record, {.place = writer_.place(record),
                          .id = id(batch, record),
                          .similarity = verdict.similarity,
                          .leader = places_[leader],
                          .leader_id = batch.ids.empty() ? std::string() : ids_[leader]});
  }

  static std::string id(const RecordBatch& batch, const BatchRecord& record) {
    return batch.ids.empty() ? std::string() : batch.ids[record.index];
  }

  void expect_more(std::uint64_t raw_bytes_read) {
    const std::uint64_t total = run_.inputs.raw_bytes_total();
    if (raw_bytes_read == 0 || raw_bytes_read > total) return;
    judge_.expect(static_cast<double>(raw_bytes_read) / static_cast<double>(total));
  }

  void start_over() {
    run_.add_counts(judge_.counts());
    // The options were good enough for the first judge.
    judge_ = std::move(*create_judge(run_));
    judged_ = 0;
    kept_.clear();
    places_.clear();
    ids_.clear();
  }

  FilterRun& run_;
  RecordWriter writer_;
  Judge judge_;
  std::uint32_t input_ = 0;
  RecordId judged_ = 0;

  // Of kept records, in order; only if leaders are named.
  std::vector<RecordId> kept_;
  std::vector<Place> places_;
  std::vector<std::string> ids_;
};

}  // namespace

void filter_records(FilterRun& run) {
  Result<Judge> judge = create_judge(run);
  if (!judge) return run.fail(std::move(judge.error()));
  OnlineFilter filter(run, std::move(*judge));
  const RecordWork work{.ids = run.names_leaders() && !run.options.id_field.empty()};
  run.begin_pass();
  for_each_batch<RecordBatch, RecordParser>(
      run,
      [&] { return RecordParser::create(run.options, run.inputs.layout(), run.comparison, work); },
      [&](const RecordBatch& batch) { filter.finish(batch); });
  filter.report_counts();
  if (run.reference_index != nullptr) run.add_counts(run.reference_index->counts());
}

}  // namespace leitong
