// Passages anywhere, in three passes over the inputs: two find what stands at an earlier place
// (passage_search.cc), and what is cut out is decided as they do; the third writes what stays.
// Where passages are counted, the second pass is made twice: all places must be known before any is
// cut.
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "engine/filter_run.h"
#include "engine/passage/passage_audit.h"
#include "engine/passage/passage_blocks.h"
#include "engine/passage/passage_decider.h"
#include "engine/passage/passage_edit.h"
#include "engine/passage/passage_search.h"
#include "engine/passage/passage_writer.h"
#include "passage/frequent_repeats.h"
#include "passage/passage_counter.h"

namespace leitong {
namespace {

class PassageFilter {
 public:
  PassageFilter(FilterRun& run, Segmenter& segmenter)
      : run_(run),
        search_(run, segmenter),
        decider_(run.options, run.inputs.format(), search_.source(), run.audit.has_value()) {}

  void collect() {
    search_.collect();
    const auto& blocks = search_.store().blocks();
    while (first_block_ < blocks.size() && run_.is_reference(blocks[first_block_].input)) {
      ++first_block_;
    }
    first_position_ = first_block_ < blocks.size() ? blocks[first_block_].position
                                                   : search_.store().next_position();
  }

  void decide() {
    if (run_.options.count <= 2) {
      find([&](const Repeat& repeat) { decider_.add(repeat); });
    } else {
      decide_by_count();
    }
    run_.report.passages = decider_.cuts().size();
  }

  void write() {
    struct Worker {
      PassageEditor editor;
      void work(PassageEdit& edit, std::size_t number) {
        edit.number = number;
        editor.edit(edit);
      }
    };
    const PassageStore& store = search_.store();
    PassageWriter writer(run_, search_.unreadable());
    for_each_block<PassageEdit>(
        run_, store, first_block_,
        [&] {
          return std::make_unique<Worker>(PassageEditor(
              run_.options, run_.inputs.layout(), run_.comparison.fold, store, decider_.cuts()));
        },
        [&](const PassageEdit& edit, std::size_t /*number*/) { writer.write(edit); });
    run_.report.kept = run_.report.read - run_.report.failed - run_.report.removed;
    if (run_.audit && !run_.failure) PassageAudit(run_, search_.source()).write(decider_);
  }

 private:
  void decide_by_count() {
    PassageCounter counter;
    search_.find([&](const Repeat& repeat) {
      counter.add(repeat.begin, repeat.end - repeat.tail, repeat.source);
    });
    if (run_.stop) return;
    counter.finish();
    FrequentRepeats frequent(counter, run_.options.count, search_.window_weight(),
                             search_.source());
    std::vector<Repeat> parts;
    find([&](const Repeat& repeat) {
      frequent.append_parts(repeat, parts);
      for (const Repeat& part : parts) decider_.add(part);
      parts.clear();
    });
    run_.report.index_bytes += counter.memory_bytes();
  }

  // What repeats inside the references is nobody's business, though it counts.
  void find(const TakeRepeat& take) {
    search_.find(
        [&](const Repeat& repeat) {
          if (repeat.begin >= first_position_) take(repeat);
        },
        [&](std::uint64_t begin, std::uint64_t end) { decider_.end_record(begin, end); });
  }

  FilterRun& run_;
  PassageSearch search_;
  PassageDecider decider_;
  // Where the references end.
  std::size_t first_block_ = 0;
  std::uint64_t first_position_ = 0;
};

}  // namespace

void filter_passages(FilterRun& run) {
  Result<std::unique_ptr<Segmenter>> segmenter = make_segmenter(run.comparison.segmenter);
  if (!segmenter) return run.fail(std::move(segmenter.error()));
  PassageFilter filter(run, **segmenter);
  filter.collect();
  if (run.stop) return;
  filter.decide();
  if (run.stop) return;
  filter.write();
}

}  // namespace leitong
