// The online executor: records are decided in the order in which they are read, and written at
// once. For `--keep first`, where that order is the rank.
#include <string>
#include <utility>
#include <vector>

#include "engine/block_pipeline.h"
#include "engine/filter_run.h"
#include "engine/judge.h"
#include "engine/record_batch.h"
#include "engine/record_writer.h"

namespace leitong {
namespace {

// Takes finished batches in order.
class OnlineFilter {
 public:
  OnlineFilter(FilterRun& run, Judge judge) : run_(run), writer_(run), judge_(std::move(judge)) {}

  void finish(const RecordBatch& batch) {
    if (run_.options.within == Within::kFile && input_ != batch.block.input) start_over();
    input_ = batch.block.input;
    writer_.begin(batch);
    for (const BatchRecord& record : batch.records) {
      if (record.kind == RecordKind::kCompared) {
        decide(batch, record);
      } else {
        writer_.pass(record);
      }
      if (run_.stop) break;
    }
    writer_.end();
    run_.count_block(batch.block, batch.features);
    run_.flush_if_asked();
    run_.show_progress(batch.raw_bytes_read);
  }

  void report_counts() {
    run_.add_counts(judge_.counts());
    run_.report.bands = judge_.bands();
    run_.report.index_bytes = judge_.memory_bytes();
  }

 private:
  void decide(const RecordBatch& batch, const BatchRecord& record) {
    ++run_.report.read;
    const Verdict verdict = judge_.judge(batch.features, record.index);
    if (verdict.kept()) {
      ++run_.report.kept;
      writer_.keep(record);
    } else {
      writer_.drop(record);
      run_.count_removed();
    }
    if (!run_.audit) return;
    const Place place = writer_.place(record);
    const std::string id = batch.ids.empty() ? std::string() : batch.ids[record.index];
    if (!verdict.kept()) {
      run_.check(run_.audit->add(place, id, method_name(run_.comparison.method), verdict.similarity,
                                 places_[*verdict.leader],
                                 ids_.empty() ? std::string() : ids_[*verdict.leader]));
    }
    places_.push_back(place);
    // A dropped record leads nobody: its id is not needed any more.
    if (!batch.ids.empty()) ids_.push_back(verdict.kept() ? id : std::string());
  }

  void start_over() {
    run_.add_counts(judge_.counts());
    // The options were good enough for the first judge.
    judge_ = std::move(*Judge::create(run_.comparison));
    places_.clear();
    ids_.clear();
  }

  FilterRun& run_;
  RecordWriter writer_;
  Judge judge_;
  std::uint32_t input_ = 0;
  std::vector<Place> places_;  // by number of the judge, with an audit only
  std::vector<std::string> ids_;
};

}  // namespace

void filter_records(FilterRun& run) {
  Result<Judge> judge = Judge::create(run.comparison);
  if (!judge) return run.fail(std::move(judge.error()));
  OnlineFilter filter(run, std::move(*judge));
  const RecordWork work{.ids = run.audit && !run.options.id_field.empty()};
  for_each_batch<RecordBatch, RecordParser>(
      run,
      [&] { return RecordParser::create(run.options, run.inputs.format(), run.comparison, work); },
      [&](const RecordBatch& batch) { filter.finish(batch); });
  filter.report_counts();
}

}  // namespace leitong
