#include "passage/record_piece.h"

#include <algorithm>
#include <utility>

namespace leitong {

void RecordSeam::end_record() {
  tail_.clear();
  tail_weights_.clear();
}

std::optional<RecordPiece> RecordSeam::join(const RecordPiece& next) {
  // With so many units with weight a window that begins in the tail is over.
  const std::size_t needed = selector_.window_weight() - 1;
  if (needed == 0) return std::nullopt;
  if (tail_.empty()) {
    keep_tail(next);
    return std::nullopt;
  }
  const std::uint64_t position = tail_position_;
  const bool short_piece = next.weights.size() < needed;
  const std::size_t head_weights = std::min(needed, next.weights.size());
  const std::size_t head_end = short_piece ? next.end : std::size_t{next.weights[needed - 1]} + 1;

  joined_ = tail_;
  joined_weights_ = tail_weights_;
  const std::size_t shift = joined_.size() - next.begin;
  joined_ += next.units.substr(next.begin, head_end - next.begin);
  for (const std::uint32_t weight : next.weights.first(head_weights)) {
    joined_weights_.push_back(static_cast<std::uint32_t>(weight + shift));
  }
  anchors_.clear();
  selector_.select(joined_, joined_weights_, next.seed, anchors_);
  const RecordPiece joined = {.units = joined_,
                              .begin = 0,
                              .end = joined_.size(),
                              .weights = joined_weights_,
                              .anchors = anchors_,
                              .position = position,
                              .seed = next.seed};
  keep_tail(short_piece ? joined : next);
  if (anchors_.empty()) return std::nullopt;
  return joined;
}

void RecordSeam::keep_tail(const RecordPiece& piece) {
  const std::size_t kept =
      std::min<std::size_t>(selector_.window_weight() - 1, piece.weights.size());
  const std::size_t first = piece.weights.size() - kept;
  // From behind the last unit with weight that is not kept.
  const std::size_t begin = first == 0 ? piece.begin : std::size_t{piece.weights[first - 1]} + 1;
  tail_position_ = piece.position + begin;
  tail_ = piece.units.substr(begin, piece.end - begin);
  tail_weights_.clear();
  for (const std::uint32_t weight : piece.weights.subspan(first)) {
    tail_weights_.push_back(static_cast<std::uint32_t>(weight - begin));
  }
}

}  // namespace leitong
