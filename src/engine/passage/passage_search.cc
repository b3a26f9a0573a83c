// The first pass collects the anchors of all texts; the second finds what stands at an earlier
// place. It reads the very blocks of the first again, so each unit of text is known by its position
// among all; and of those only the stretches where an anchor occurs again.
#include "engine/passage/passage_search.h"

#include <memory>
#include <optional>
#include <utility>

#include "engine/block_pipeline.h"
#include "engine/passage/passage_blocks.h"

namespace leitong {

PassageSearch::PassageSearch(FilterRun& run, Segmenter& segmenter)
    : run_(run),
      is_text_(run.inputs.format() == Format::kText),
      window_weight_(static_cast<std::uint32_t>(run.options.min_passage)),
      store_(run.options),
      source_(run.options, run.inputs.layout(), run.comparison.fold, store_, segmenter) {}

void PassageSearch::collect() {
  RecordSeam seam(window_weight_);
  run_.begin_pass();
  for_each_batch<PassageBatch, PassageParser>(
      run_, [&]() -> Result<PassageParser> { return make_parser(); },
      [&](const PassageBatch& batch) { collect_batch(batch, seam); });
  if (run_.stop) return;
  index_.finish();
  // Where all anchors are new, nothing is a repeat; but pieces of text need their neighbours.
  wanted_.assign(store_.stretches(), is_text_);
  for (const AnchorPlace& place : index_.places()) {
    if (!place.is_new()) wanted_[store_.stretch_of(place.position())] = true;
  }
}

void PassageSearch::collect_batch(const PassageBatch& batch, RecordSeam& seam) {
  count(batch);
  const std::uint64_t position = store_.next_position();
  if (Result<void> added = store_.add(batch); !added) return run_.fail(std::move(added.error()));
  if (store_.next_position() >= AnchorIndex::kPositions) {
    return run_.fail({.kind = Error::Kind::kInput,
                      .what = "passages can be looked for in 2^40 characters at most"});
  }
  const auto add = [&](const RecordPiece& piece) {
    for (const Anchor& anchor : piece.anchors) {
      index_.add(anchor.fingerprint, piece.position + anchor.position, anchor.context);
    }
  };
  for (RecordPiece piece : batch.pieces) {
    piece.position = position;
    for_pieces(piece, batch, seam, add);
  }
  if (is_text_ && batch.block.last) seam.end_record();
  run_.show_progress(batch.raw_bytes_read);
}

void PassageSearch::count(const PassageBatch& batch) {
  run_.count_for(batch.block.input);
  run_.count_block(batch.block, batch.ill_formed);
  for (const PassageLine& line : batch.lines) {
    if (line.kind == RecordKind::kBlank) {
      ++run_.report.blank;
      continue;
    }
    if (line.kind == RecordKind::kHeader || run_.count_other(line.kind)) continue;
    ++run_.report.read;
    if (line.kind == RecordKind::kCompared) continue;
    ++run_.report.failed;
    Error problem = batch.problems[line.problem];
    problem.path = run_.inputs.name(batch.block.input);
    problem.line = batch.block.first_line + line.index;
    if (run_.options.on_error == OnError::kFail) return run_.fail(std::move(problem));
    if (run_.options.on_error == OnError::kDrop) {
      unreadable_.push_back(
          {.block = store_.blocks().size(), .begin = line.begin, .end = line.end});
    }
    run_.warn(std::move(problem));
  }
}

// A piece, and in text before it what lies across its border to the one before.
template <class Take>
void PassageSearch::for_pieces(RecordPiece piece, const PassageBatch& batch, RecordSeam& seam,
                               Take take) {
  if (is_text_) {
    // The space before the first line joins it to nothing.
    if (piece.position == store_.first_position(batch.block.input)) piece.begin = 1;
    if (const std::optional<RecordPiece> joined = seam.join(piece)) take(*joined);
  }
  take(piece);
}

void PassageSearch::find(const TakeRepeat& take, const EndRecord& end_record) {
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
        find_in(batch, seam, finder, take, end_record);
        if (source_.failure()) run_.fail(*source_.failure());
      });
  run_.report.index_bytes = index_.memory_bytes() + finder.memory_bytes() + store_.memory_bytes();
}

void PassageSearch::find_in(const PassageBatch& batch, RecordSeam& seam, RepeatFinder& finder,
                            const TakeRepeat& take, const EndRecord& end_record) {
  const std::uint32_t input = batch.block.input;
  if (batch.changed) return run_.fail(input_has_changed(run_.inputs.name(input)));
  const Within within = run_.options.within;
  if (within == Within::kFile) finder.set_first_position(store_.first_position(input));
  source_.set_current(&batch);
  std::vector<Repeat> repeats;
  const auto take_all = [&] {
    for (const Repeat& repeat : repeats) take(repeat);
    repeats.clear();
  };
  const auto end = [&](std::uint64_t begin_position, std::uint64_t end_position) {
    finder.end_record(repeats);
    take_all();
    if (end_record) end_record(begin_position, end_position);
  };
  for (const RecordPiece& piece : batch.pieces) {
    const std::uint64_t begin = piece.position + piece.begin;
    if (within == Within::kRecord) finder.set_first_position(begin);
    for_pieces(piece, batch, seam, [&](const RecordPiece& each) { finder.find(each, repeats); });
    if (!is_text_) end(begin, piece.position + piece.end);
  }
  if (is_text_ && batch.block.last) {
    seam.end_record();
    end(0, 0);  // of text nobody asks what is left
  }
  take_all();
  source_.set_current(nullptr);
}

}  // namespace leitong
