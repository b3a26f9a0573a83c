// The batch executor: records in any rank order, under a budget of memory whatever their number.
//
// The inputs are read twice, in order, and text is never spilled. The first pass makes of each
// record what is compared of it (about 175 bytes); where the rank is not the order of reading,
// these are sorted by rank, in a file if need be. Then the leader rule is applied to them as they
// come, with as many leaders as memory holds: when the part is full it is closed, and what it does
// not lead waits in a file for the next round, which has the next part of the leaders, and so on
// until nothing waits. What was dropped is sorted by number, and the second pass writes the rest.
//
// The answer is that of all leaders in one memory. A record meets the parts in rank order, so the
// first leader found is the best; it is kept by the part that is open when it comes only if none
// before led it; and what a bucket of the whole would hold is carried along (near_leaders.cc).
//
// Rounds: kept records / those that fit the budget. A round costs each record that waits a look-up
// in every band and its bytes read and written in sequence. So a corpus whose leaders need 16 times
// the memory is read twice and its records, but not its text, 8 times on average. Partitioning by
// band key instead costs one round whatever the size, but leaves all pairs of a bucket to be
// verified before it is known which records are kept: of a flood of copies of one template that is
// quadratic, or the limit of a bucket can't be what it is in memory.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "engine/batch/leader_part.h"
#include "engine/batch/numbers.h"
#include "engine/batch/pending_record.h"
#include "engine/batch/place_file.h"
#include "engine/batch/rank_key.h"
#include "engine/batch/sorted_spill.h"
#include "engine/batch/spill.h"
#include "engine/block_pipeline.h"
#include "engine/filter_run.h"
#include "engine/machine_memory.h"
#include "engine/record/record_batch.h"
#include "engine/record/record_texts.h"
#include "engine/record/record_writer.h"

namespace leitong {
namespace {

// What the program needs for itself, and the least that is shared out.
constexpr std::size_t kOwnBytes = std::size_t{40} << 20;
constexpr std::size_t kLeastBytes = std::size_t{1} << 18;

// In eighths.
struct BatchMemory {
  std::size_t leaders;    // 4
  std::size_t cache;      // 1
  std::size_t ranks;      // 2
  std::size_t decisions;  // 1
};

BatchMemory share_memory(std::size_t budget) {
  const std::size_t eighth = std::max(budget, kOwnBytes + kLeastBytes) / 8 - kOwnBytes / 8;
  return {.leaders = 4 * eighth, .cache = eighth, .ranks = 2 * eighth, .decisions = eighth};
}

class BatchFilter {
 public:
  BatchFilter(FilterRun& run, std::size_t tables)
      : run_(run),
        in_order_(run.options.keep.rule == Keep::Rule::kFirst),
        tables_(tables),
        memory_(share_memory(cache_budget(run.options))),
        writer_(run),
        texts_(run.options, run.inputs.layout(), run.comparison),
        ranked_(run.options.temp_dir, memory_.ranks),
        dropped_(run.options.temp_dir, memory_.decisions) {}

  // The first pass.
  void collect(const RecordBatch& batch) {
    for (const BatchRecord& record : batch.records) {
      if (record.kind == RecordKind::kCompared) collect(batch, record);
      if (run_.stop) break;
    }
    run_.count_block(batch.block, batch.features);
    run_.show_progress(batch.raw_bytes_read);
  }

  // Every record gets its verdict.
  void decide() {
    if (!in_order_) {
      for_each_entry(ranked_, [&] { settle(ranked_.value()); });
    }
    while (pending_writer_ && !run_.stop) settle_pending();
    end_part();
    run_.check(dropped_.sort());
    if (places_) run_.check(places_->finish());
    next_dropped();
  }

  // The second pass.
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
  void collect(const RecordBatch& batch, const BatchRecord& record) {
    const FeatureList& features = batch.features;
    record_.number = collected_++;
    record_.input = batch.block.input;
    record_.met.assign(tables_, 0);
    const auto digest = features.digest(record.index);
    const auto shingles = features.shingles(record.index);
    if (digest.empty()) {
      const Hash128 key = features.key(record.index);
      record_.compared = {key.low, key.high};
    } else {
      record_.compared.assign(digest.begin(), digest.end());
      record_.shingles = texts_.leave(text_place(batch, record), shingles);
    }
    if (run_.names_leaders()) add_place(batch, record);
    if (in_order_) return settle(shingles);
    key_.clear();
    append_key(batch.ranks[record.index]);
    value_.clear();
    record_.append_to(value_);
    run_.check(ranked_.add(key_, value_));
  }

  void add_place(const RecordBatch& batch, const BatchRecord& record) {
    if (!places_) {
      Result<PlaceFile> created = PlaceFile::create(run_.options.temp_dir);
      if (!created) return run_.fail(std::move(created.error()));
      places_.emplace(std::move(*created));
    }
    const Place place{.input = batch.block.input,
                      .record = batch.block.first_line + record.line,
                      .start = batch.block.offset + record.begin,
                      .end = batch.block.offset + record.end};
    run_.check(places_->add(
        place, batch.ids.empty() ? std::string_view() : std::string_view(batch.ids[record.index])));
  }

  // Records that are never compared with each other stand apart, and references come first.
  void append_key(const Rank& rank) {
    if (run_.options.within == Within::kFile) append_ordered(key_, record_.input, 4);
    key_ += run_.is_reference(record_.input) ? '\0' : '\1';
    if (run_.options.keep.rule == Keep::Rule::kLast) {
      append_ordered(key_, std::numeric_limits<std::uint64_t>::max() - record_.number);
    } else {
      append_rank(key_, rank);
    }
  }

  // Calls `take` for each entry of something that is read with next().
  template <class Entries, class Take>
  void for_each_entry(Entries& entries, const Take& take) {
    if constexpr (requires { entries.sort(); }) run_.check(entries.sort());
    while (!run_.stop) {
      const Result<bool> more = entries.next();
      if (!more) run_.fail(more.error());
      if (!more || !*more) break;
      take();
    }
  }

  void settle_pending() {
    const Result<SpillExtent> extent = pending_writer_->finish();
    if (!extent) return run_.fail(extent.error());
    end_part();
    const std::unique_ptr<Spool> spool = std::move(pending_);
    pending_writer_.reset();
    SpillReader reader(*spool, *extent);
    for_each_entry(reader, [&] { settle(reader.value()); });
  }

  void settle(std::string_view value) {
    record_.read(value, tables_);
    settle(std::span<const std::uint64_t>());
  }

  // Gives record_ its verdict, or lets it wait.
  void settle(std::span<const std::uint64_t> shingles) {
    if (part_ && run_.options.within == Within::kFile && part_input_ != record_.input) end_part();
    if (!part_ && !begin_part()) return;
    const bool was_open = part_->is_open();
    const LeaderPart::Decision decision = part_->judge(record_, shingles);
    if (texts_.failure()) return run_.fail(*texts_.failure());
    if (decision.leader) {
      drop(*decision.leader, decision.similarity);
    } else if (!was_open) {
      wait();
    }
  }

  bool begin_part() {
    texts_.clear();
    Result<LeaderPart> part = LeaderPart::create(
        run_.comparison, texts_, {.leaders = memory_.leaders, .cache = memory_.cache});
    if (!part) {
      run_.fail(std::move(part.error()));
      return false;
    }
    part_.emplace(std::move(*part));
    part_input_ = record_.input;
    return true;
  }

  void end_part() {
    if (!part_) return;
    const Judge& judged = part_->judged();
    run_.add_counts(judged.counts());
    run_.report.bands = judged.bands();
    run_.report.index_bytes =
        std::max<std::uint64_t>(run_.report.index_bytes, part_->memory_bytes());
    run_.report.cache_bytes =
        std::max<std::uint64_t>(run_.report.cache_bytes, judged.cached_bytes());
    part_.reset();
  }

  void wait() {
    if (!pending_) {
      Result<Spool> created = Spool::create(run_.options.temp_dir);
      if (!created) return run_.fail(std::move(created.error()));
      pending_ = std::make_unique<Spool>(std::move(*created));
      pending_writer_.emplace(*pending_);
    }
    value_.clear();
    record_.append_to(value_);
    run_.check(pending_writer_->append({}, value_));
  }

  void drop(std::uint64_t leader, double similarity) {
    key_.clear();
    append_ordered(key_, record_.number);
    value_.clear();
    if (run_.names_leaders()) {
      append_short(value_, leader);
      append_number(value_, std::bit_cast<std::uint64_t>(similarity));
    }
    run_.check(dropped_.add(key_, value_));
  }

  void next_dropped() {
    const Result<bool> more = dropped_.next();
    if (!more) run_.fail(more.error());
    has_dropped_ = more && *more;
    if (has_dropped_) dropped_number_ = ordered_number(dropped_.key());
  }

  void write(const BatchRecord& record) {
    if (written_ == collected_) return;  // the input grew; Inputs says so
    const std::uint64_t number = written_++;
    ++run_.report.read;
    if (!has_dropped_ || dropped_number_ != number) {
      ++run_.report.kept;
      writer_.keep(record);
      return;
    }
    run_.count_removed();
    if (run_.names_leaders()) {
      drop_named(record, number);
    } else {
      writer_.drop(record);
    }
    next_dropped();
  }

  void drop_named(const BatchRecord& record, std::uint64_t number) {
    std::string_view value = dropped_.value();
    const std::uint64_t leader_number = take_short(value);
    const auto similarity = std::bit_cast<double>(take_number(value));
    const Result<PlaceFile::Entry> removed = places_->at(number);
    const Result<PlaceFile::Entry> leader = places_->at(leader_number);
    if (!removed) return run_.fail(removed.error());
    if (!leader) return run_.fail(leader.error());
    writer_.drop(record, {.place = removed->place,
                          .id = removed->id,
                          .similarity = similarity,
                          .leader = leader->place,
                          .leader_id = leader->id});
  }

  FilterRun& run_;
  bool in_order_;  // rank is the order of reading
  std::size_t tables_;
  BatchMemory memory_;
  RecordWriter writer_;
  RecordTexts texts_;
  SortedSpill ranked_;
  SortedSpill dropped_;
  std::optional<PlaceFile> places_;  // only if leaders are named

  std::optional<LeaderPart> part_;
  std::uint32_t part_input_ = 0;
  std::unique_ptr<Spool> pending_;
  std::optional<SpillWriter> pending_writer_;

  std::uint64_t collected_ = 0;
  std::uint64_t written_ = 0;
  bool has_dropped_ = false;
  std::uint64_t dropped_number_ = 0;

  // Reused.
  PendingRecord record_;
  std::string key_;
  std::string value_;
};

}  // namespace

void filter_records_in_batches(FilterRun& run) {
  const Result<std::size_t> tables = buckets_of_a_record(run.comparison);
  if (!tables) return run.fail(tables.error());
  BatchFilter filter(run, *tables);
  const auto pass = [&](RecordWork work, void (BatchFilter::*finish)(const RecordBatch&)) {
    run.begin_pass();
    for_each_batch<RecordBatch, RecordParser>(
        run,
        [&, work] {
          return RecordParser::create(run.options, run.inputs.layout(), run.comparison, work);
        },
        [&](const RecordBatch& batch) { (filter.*finish)(batch); });
  };
  pass({.rank = run.options.keep.rule != Keep::Rule::kFirst,
        .ids = run.names_leaders() && !run.options.id_field.empty()},
       &BatchFilter::collect);
  if (run.stop) return;
  filter.decide();
  if (run.stop) return;
  run.inputs.rewind();
  pass({.analysis = RecordWork::Analysis::kNone}, &BatchFilter::write_batch);
}

}  // namespace leitong
