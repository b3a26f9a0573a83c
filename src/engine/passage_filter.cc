// Passages anywhere, in three passes over the inputs. The first collects the anchors of all texts;
// the second finds what stands at an earlier place, and decides what is cut out; the third writes
// what stays. The later ones read the very blocks of the first again, so each unit of text is known
// by its position among all.
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "engine/block_pipeline.h"
#include "engine/filter_run.h"
#include "engine/passage_audit.h"
#include "engine/passage_batch.h"
#include "engine/passage_decider.h"
#include "engine/passage_edit.h"
#include "engine/passage_search.h"
#include "engine/passage_source.h"
#include "engine/passage_store.h"
#include "engine/passage_writer.h"
#include "passage/anchor_index.h"
#include "passage/frequent_repeats.h"
#include "passage/passage_counter.h"
#include "passage/record_piece.h"
#include "passage/repeat_finder.h"

namespace leitong {
namespace {

// The blocks of the store from `first` on, worked on by several threads and finished in order.
// `Content` has a `block`, and `make_worker()` gives what work(content, number) is called of.
template <class Content, class MakeWorker, class Finish>
void for_each_block(FilterRun& run, const PassageStore& store, std::size_t first,
                    MakeWorker make_worker, Finish finish) {
  using Worker = typename decltype(make_worker())::element_type;
  struct Slot {
    std::unique_ptr<Worker> worker;
    Content content;
    std::vector<char> bytes;
    std::size_t number = 0;
  };
  OpenFiles files(run.options.inputs);
  std::optional<Error> failure;
  std::size_t next = first;
  run_ordered_pipeline(
      run.options.threads,
      [&] {
        auto slot = std::make_unique<Slot>();
        slot->worker = make_worker();
        return slot;
      },
      [&](Slot& slot) {
        if (failure || run.stop || next == store.blocks().size()) return false;
        slot.number = next++;
        const PassageStore::BlockPlace& place = store.blocks()[slot.number];
        slot.bytes.assign(place.size + kBlockPadding, '\0');
        const std::span<char> bytes = std::span(slot.bytes).first(place.size);
        Result<void> read = store.read(files, place.input, place.offset, bytes);
        if (!read) {
          failure = std::move(read.error());
          return false;
        }
        Block& block = slot.content.block;
        block.bytes = {bytes.data(), bytes.size()};
        block.offset = place.offset;
        block.first_line = place.first_line;
        block.input = place.input;
        block.last = place.last;
        block.byte_order_mark = place.byte_order_mark;
        return true;
      },
      [](Slot& slot) { slot.worker->work(slot.content, slot.number); },
      [&](const Slot& slot) {
        if (!run.stop) finish(slot.content, slot.number);
      });
  if (failure) run.fail(std::move(*failure));
}

class PassageFilter {
 public:
  PassageFilter(FilterRun& run, Segmenter& segmenter)
      : run_(run),
        is_text_(run.inputs.format() == Format::kText),
        window_weight_(static_cast<std::uint32_t>(run.options.min_passage)),
        store_(run.options),
        source_(run.options, run.inputs.format(), run.comparison.fold, store_, segmenter),
        decider_(run.options, run.inputs.format(), source_, run.audit.has_value()) {}

  void collect() {
    RecordSeam seam(window_weight_);
    for_each_batch<PassageBatch, PassageParser>(
        run_, [&]() -> Result<PassageParser> { return make_parser(); },
        [&](const PassageBatch& batch) { collect_batch(batch, seam); });
    if (run_.stop) return;
    index_.finish();
    // Where no anchor occurs again, nothing is a repeat; but pieces of text need their neighbours.
    wanted_.assign(store_.stretches(), is_text_);
    for (const AnchorPlace& place : index_.places()) {
      wanted_[store_.stretch_of(place.position())] = true;
    }
  }

  // Decides what is cut out.
  void decide() {
    if (run_.options.count <= 2) return find([&](const Repeat& repeat) { decider_.add(repeat); });
    PassageCounter counter;
    find([&](const Repeat& repeat) {
      counter.add(repeat.begin, repeat.end - repeat.tail, repeat.source);
    });
    counter.finish();
    if (run_.stop) return;
    FrequentRepeats frequent(counter, run_.options.count, window_weight_, source_);
    std::vector<Repeat> parts;
    find([&](const Repeat& repeat) {
      frequent.append_parts(repeat, parts);
      for (const Repeat& part : parts) decider_.add(part);
      parts.clear();
    });
    run_.report.index_bytes += counter.memory_bytes();
  }

  // Gives all repeats to `take`, in order; the same each time.
  void find(const TakeRepeat& take) {
    take_ = &take;
    struct Worker {
      PassageParser parser;
      const PassageStore& store;
      const std::vector<bool>& wanted;
      void work(PassageBatch& batch, std::size_t number) {
        parser.parse_again(batch, store, number, wanted);
      }
    };
    RecordSeam seam(window_weight_);
    RepeatFinder finder(window_weight_, index_, source_);
    for_each_block<PassageBatch>(
        run_, store_, 0, [&] { return std::make_unique<Worker>(make_parser(), store_, wanted_); },
        [&](const PassageBatch& batch, std::size_t /*number*/) {
          find_in(batch, seam, finder);
          if (source_.failure()) run_.fail(*source_.failure());
        });
    run_.report.passages = decider_.cuts().size();
    run_.report.index_bytes = index_.memory_bytes() + finder.memory_bytes() + store_.memory_bytes();
  }

  [[nodiscard]] FoundPassages found() { return {store_, source_, run_.report.index_bytes}; }

  void write() {
    struct Worker {
      PassageEditor editor;
      void work(PassageEdit& edit, std::size_t number) {
        edit.number = number;
        editor.edit(edit);
      }
    };
    PassageWriter writer(run_, unreadable_);
    for_each_block<PassageEdit>(
        run_, store_, first_block_written(),
        [&] {
          return std::make_unique<Worker>(PassageEditor(
              run_.options, run_.inputs.format(), run_.comparison.fold, store_, decider_.cuts()));
        },
        [&](const PassageEdit& edit, std::size_t /*number*/) { writer.write(edit); });
    run_.report.kept = run_.report.read - run_.report.failed - run_.report.removed;
    if (run_.audit && !run_.failure) PassageAudit(run_, source_).write(decider_);
  }

 private:
  PassageParser make_parser() { return {run_.options, run_.inputs.format(), run_.comparison.fold}; }

  void collect_batch(const PassageBatch& batch, RecordSeam& seam) {
    count(batch);
    const std::uint64_t position = store_.next_position();
    if (Result<void> added = store_.add(batch); !added) return run_.fail(std::move(added.error()));
    if (store_.next_position() >= AnchorIndex::kPositions) {
      return run_.fail({.kind = Error::Kind::kInput,
                        .what = "passages can be looked for in 2^40 characters at most"});
    }
    const auto add = [&](const RecordPiece& piece) {
      for (const Anchor& anchor : piece.anchors) {
        index_.add(anchor.fingerprint, piece.position + anchor.position);
      }
    };
    for (RecordPiece piece : batch.pieces) {
      piece.position = position;
      for_pieces(piece, batch, seam, add);
    }
    if (is_text_ && batch.block.last) seam.end_record();
    run_.show_progress(batch.raw_bytes_read);
  }

  // A piece, and in text before it what lies across its border to the one before.
  template <class Take>
  void for_pieces(RecordPiece piece, const PassageBatch& batch, RecordSeam& seam, Take take) {
    if (is_text_) {
      // The space before the first line joins it to nothing.
      if (piece.position == store_.first_position(batch.block.input)) piece.begin = 1;
      if (const std::optional<RecordPiece> joined = seam.join(piece)) take(*joined);
    }
    take(piece);
  }

  [[nodiscard]] std::size_t first_block_written() const {
    const auto& blocks = store_.blocks();
    std::size_t first = 0;
    while (first < blocks.size() && run_.is_reference(blocks[first].input)) ++first;
    return first;
  }

  void count(const PassageBatch& batch) {
    run_.count_for(batch.block.input);
    run_.count_block(batch.block, batch.ill_formed);
    for (std::size_t i = 0; i < batch.lines.size(); ++i) {
      const PassageLine& line = batch.lines[i];
      if (line.kind == RecordKind::kBlank) {
        ++run_.report.blank;
        continue;
      }
      ++run_.report.read;
      if (line.kind == RecordKind::kCompared) continue;
      ++run_.report.failed;
      Error problem = batch.problems[line.problem];
      problem.path = run_.inputs.name(batch.block.input);
      problem.line = batch.block.first_line + i;
      if (run_.options.on_error == OnError::kFail) return run_.fail(std::move(problem));
      if (run_.options.on_error == OnError::kDrop) {
        unreadable_.push_back({.block = store_.blocks().size(), .begin = line.begin});
      }
      run_.warn(std::move(problem));
    }
  }

  void find_in(const PassageBatch& batch, RecordSeam& seam, RepeatFinder& finder) {
    const std::uint32_t input = batch.block.input;
    if (batch.changed) return run_.fail(input_has_changed(run_.inputs.name(input)));
    const Within within = run_.options.within;
    if (within == Within::kFile) finder.set_first_position(store_.first_position(input));
    std::vector<Repeat> repeats;
    for (const RecordPiece& piece : batch.pieces) {
      const std::uint64_t begin = piece.position + piece.begin;
      if (within == Within::kRecord) finder.set_first_position(begin);
      for_pieces(piece, batch, seam, [&](const RecordPiece& each) { finder.find(each, repeats); });
      if (!is_text_) end_record(finder, repeats, input, begin, piece.position + piece.end);
    }
    if (is_text_ && batch.block.last) {
      seam.end_record();
      end_record(finder, repeats, input, 0, 0);  // of text nobody asks what is left
    }
    add(repeats, input);
  }

  // What repeats inside the references is nobody's business.
  void add(std::vector<Repeat>& repeats, std::uint32_t input) {
    if (!run_.is_reference(input)) {
      for (const Repeat& repeat : repeats) (*take_)(repeat);
    }
    repeats.clear();
  }

  void end_record(RepeatFinder& finder, std::vector<Repeat>& repeats, std::uint32_t input,
                  std::uint64_t begin, std::uint64_t end) {
    finder.end_record(repeats);
    add(repeats, input);
    decider_.end_record(begin, end);
  }

  FilterRun& run_;
  const TakeRepeat* take_ = nullptr;  // of the search under way
  bool is_text_;
  std::uint32_t window_weight_;
  AnchorIndex index_;
  std::vector<bool> wanted_;  // by stretch: may something in it be a repeat?
  PassageStore store_;
  PassageSource source_;
  PassageDecider decider_;
  std::vector<DroppedLine> unreadable_;
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

void find_passages(FilterRun& run, const TakeRepeat& take, const UseFoundPassages& use) {
  Result<std::unique_ptr<Segmenter>> segmenter = make_segmenter(run.comparison.segmenter);
  if (!segmenter) return run.fail(std::move(segmenter.error()));
  PassageFilter filter(run, **segmenter);
  filter.collect();
  if (!run.stop) filter.find(take);
  if (!run.stop) use(filter.found());
}

}  // namespace leitong
