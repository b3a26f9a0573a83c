// Repeats anywhere in the inputs, in two passes over them (repeat_finder.h).
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/filter_run.h"
#include "engine/passage/passage_batch.h"
#include "engine/passage/passage_source.h"
#include "engine/passage/passage_store.h"
#include "engine/passage/passage_writer.h"
#include "leitong/segment.h"
#include "passage/anchor_index.h"
#include "passage/record_piece.h"
#include "passage/repeat_finder.h"

namespace leitong {

using TakeRepeat = std::function<void(const Repeat&)>;
// The units [begin, end) were a record; of text, nothing is said of it.
using EndRecord = std::function<void(std::uint64_t begin, std::uint64_t end)>;

// Counts what it reads, and leaves failures, in the run. Not for use by two threads at once.
class PassageSearch {
 public:
  // Both outlive it.
  PassageSearch(FilterRun& run, Segmenter& segmenter);

  // The first pass: where anchors stand, and how the texts can be had again.
  void collect();
  // The second, after it: gives all repeats to `take`, in order, the same each time; all those of a
  // record before its end.
  void find(const TakeRepeat& take, const EndRecord& end_record = {});

  [[nodiscard]] const PassageStore& store() const { return store_; }
  [[nodiscard]] PassageSource& source() { return source_; }
  // What `--on-error drop` drops.
  [[nodiscard]] const std::vector<DroppedLine>& unreadable() const { return unreadable_; }
  // The least weight of a repeat.
  [[nodiscard]] std::uint32_t window_weight() const { return window_weight_; }

 private:
  [[nodiscard]] PassageParser make_parser() const {
    return {run_.options, run_.inputs.layout(), run_.comparison.fold};
  }
  void collect_batch(const PassageBatch& batch, RecordSeam& seam);
  void count(const PassageBatch& batch);
  void find_in(const PassageBatch& batch, RecordSeam& seam, RepeatFinder& finder,
               const TakeRepeat& take, const EndRecord& end_record);
  template <class Take>
  void for_pieces(RecordPiece piece, const PassageBatch& batch, RecordSeam& seam, Take take);

  FilterRun& run_;
  bool is_text_;
  std::uint32_t window_weight_;
  AnchorIndex index_;
  std::vector<bool> wanted_;  // by stretch: may something in it be a repeat?
  PassageStore store_;
  PassageSource source_;
  std::vector<DroppedLine> unreadable_;
};

}  // namespace leitong
