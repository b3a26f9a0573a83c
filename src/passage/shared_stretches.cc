// The finder of repeats (repeat_finder.cc), told of two records: first the other text, then this
// one, and that only what stands in the first is a source. So where this text repeats itself, its
// place in the other one is found all the same.
//
// What the finder gives goes on to the right as far as it can, from a place that was good for one
// window. Extended to the left as well, what is right for a long copy holds what was found for a
// turn of phrase in it that the other text has elsewhere too; that is left out then. This is done
// from the last to the first: the stretches end in order, so one that begins at or behind the
// beginning of a later one lies in it and need not be extended, and no unit is looked at twice.
//
// Cost: linear in both texts. Rejected: the longest of all places for each window (a suffix tree of
// the other text), which needs many times the memory, for places that differ only where every
// window of a copy stands earlier in the other text as well.
#include "passage/shared_stretches.h"

#include <algorithm>

#include "passage/anchor_index.h"
#include "passage/anchors.h"
#include "passage/record_piece.h"
#include "passage/unit_source.h"

namespace leitong {
namespace {

class OneText final : public UnitSource {
 public:
  explicit OneText(const WeighedText& text) : text_(text) {}

  SourceText at(std::uint64_t /*position*/) override { return {.units = text_.units}; }

  bool carries_weight(std::uint64_t position) override {
    return std::ranges::binary_search(text_.weights, position);
  }

 private:
  const WeighedText& text_;
};

void index_anchors(const RecordPiece& piece, AnchorIndex& index) {
  for (const Anchor& anchor : piece.anchors) {
    index.add(anchor.fingerprint, piece.position + anchor.position, anchor.context);
  }
}

// From the repeats of `text`, whose first unit has the position `begin`.
std::vector<SharedStretch> extend_to_the_left(std::span<const Repeat> repeats, std::uint64_t begin,
                                              const WeighedText& text, const WeighedText& other) {
  std::vector<SharedStretch> stretches;
  for (std::size_t i = repeats.size(); i-- > 0;) {
    SharedStretch stretch{.begin = repeats[i].begin - begin,
                          .end = repeats[i].end - begin,
                          .place = repeats[i].source};
    if (!stretches.empty() && stretch.begin >= stretches.back().begin) continue;
    while (stretch.begin > 0 && stretch.place > 0 &&
           text.units[stretch.begin - 1] == other.units[stretch.place - 1]) {
      --stretch.begin;
      --stretch.place;
    }
    stretches.push_back(stretch);
  }
  std::ranges::reverse(stretches);
  return stretches;
}

}  // namespace

std::vector<SharedStretch> find_shared_stretches(const WeighedText& text, const WeighedText& other,
                                                 std::uint32_t min_weight,
                                                 std::size_t many_places) {
  AnchorSelector selector(min_weight);
  const auto piece_of = [&](const WeighedText& record, std::uint64_t position,
                            std::vector<Anchor>& anchors) {
    selector.select(record.units, record.weights, 0, anchors);
    return RecordPiece{.units = record.units,
                       .begin = 0,
                       .end = record.units.size(),
                       .weights = record.weights,
                       .anchors = anchors,
                       .position = position};
  };
  std::vector<Anchor> other_anchors;
  const RecordPiece other_piece = piece_of(other, 0, other_anchors);
  const std::uint64_t begin = other.units.size() + 1;
  std::vector<Anchor> anchors;
  const RecordPiece piece = piece_of(text, begin, anchors);

  AnchorIndex index;
  index_anchors(other_piece, index);
  index_anchors(piece, index);
  index.finish();
  OneText source(other);
  RepeatFinder finder(selector.window_weight(), index, source, many_places);
  std::vector<Repeat> repeats;
  finder.find(other_piece, repeats);
  finder.end_record(repeats);
  repeats.clear();
  finder.set_sources_end(begin);
  finder.find(piece, repeats);
  finder.end_record(repeats);
  return extend_to_the_left(repeats, begin, text, other);
}

}  // namespace leitong
