// Repeats that overlap, or between which nothing carries weight, make one passage, and so do those
// that stand close together here and in their source (`--gap`). It is cut at places where a text
// may be cut, moved inward, so that no word is torn; an opening bracket before it that the source
// has too goes with it, one at its end stays, since it belongs to what follows. What is left of it
// must still weigh the minimum.
//
// Of a record that repeats mostly others, little would be left, and make no sense (`--max-cut`). It
// is dropped if that is lighter than a passage; else all of it stays. What repeats the record
// itself is no loss, and does not count.
#include "engine/passage/passage_decider.h"

#include <algorithm>
#include <limits>

#include "text/punctuation.h"

namespace leitong {
namespace {

constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();

std::uint64_t source_end(const Repeat& repeat) {
  return repeat.source + (repeat.end - repeat.begin);
}

}  // namespace

void PassageDecider::add(const Repeat& repeat) {
  if (!open_.empty() && !joins(repeat)) close();
  open_.push_back(repeat);
  open_end_ = repeat.end;
}

bool PassageDecider::joins(const Repeat& next) {
  if (next.begin <= open_end_) return true;
  const std::uint64_t gap = options_.gap;
  const std::uint64_t here = source_.weigh(open_end_, next.begin, gap + 1);
  if (here == 0) return true;
  if (gap == 0 || here > gap) return false;
  const std::uint64_t from = source_end(open_.back());
  return from <= next.source && in_one_record(from - 1, next.source) &&
         source_.weigh(from, next.source, gap + 1) <= gap;
}

bool PassageDecider::in_one_record(std::uint64_t a, std::uint64_t b) {
  const PassageSource::Line of_a = source_.line(a);
  const PassageSource::Line of_b = source_.line(b);
  return has_records_ ? of_a.position == of_b.position : of_a.place.input == of_b.place.input;
}

char16_t PassageDecider::unit(std::uint64_t position) {
  const SourceText text = source_.at(position);
  return text.units.empty() ? u'\0' : text.units[position - text.position];
}

std::uint64_t PassageDecider::begin_of_cut(const Repeat& first, std::uint64_t end) {
  std::uint64_t begin = first.begin;
  for (std::uint32_t i = first.before; i > 0 && is_opening_punctuation(unit(begin - 1)); --i) {
    --begin;
  }
  const std::uint64_t cut = source_.cut_at_or_behind(begin);
  if (cut == begin) return begin;
  // The rest of a word stays, and so does the punctuation behind it.
  for (begin = cut; begin < end; ++begin) {
    if (source_.carries_weight(begin) || is_opening_punctuation(unit(begin))) break;
  }
  return begin;
}

std::uint64_t PassageDecider::end_of_cut(std::uint64_t begin, std::uint64_t end) {
  const auto strip = [&] {
    while (end > begin && (unit(end - 1) == u' ' || is_opening_punctuation(unit(end - 1)))) --end;
  };
  strip();
  if (end > begin) end = source_.cut_at_or_before(end);
  strip();
  return end;
}

void PassageDecider::close() {
  const std::uint64_t begin = begin_of_cut(open_.front(), open_end_);
  const std::uint64_t end = end_of_cut(begin, open_end_);
  if (end > begin && source_.weigh(begin, end, options_.min_passage) >= options_.min_passage) {
    const std::size_t first_repeat = repeats_.size();
    if (keep_repeats_) repeats_.insert(repeats_.end(), open_.begin(), open_.end());
    sources_.push_back(open_.front().source);
    cuts_.push_back(
        {.begin = begin, .end = end, .first_repeat = first_repeat, .last_repeat = repeats_.size()});
  }
  open_.clear();
}

void PassageDecider::end_record(std::uint64_t begin, std::uint64_t end) {
  if (!open_.empty()) close();
  if (has_records_ && cuts_.size() > first_cut_) limit_cuts(begin, end);
  first_cut_ = cuts_.size();
  sources_.clear();
}

void PassageDecider::limit_cuts(std::uint64_t begin, std::uint64_t end) {
  std::uint64_t of_itself = 0;
  std::uint64_t of_others = 0;
  for (std::size_t i = first_cut_; i < cuts_.size(); ++i) {
    const bool itself = sources_[i - first_cut_] >= begin;
    (itself ? of_itself : of_others) += source_.weigh(cuts_[i].begin, cuts_[i].end, kAll);
  }
  const std::uint64_t weight = source_.weigh(begin, end, kAll);
  const std::uint64_t left = weight - of_itself - of_others;
  const auto said = static_cast<double>(weight - of_itself);
  const bool too_much = static_cast<double>(of_others) > options_.max_cut * said;
  if (left > 0 && !too_much) return;
  PassageCut whole = cuts_[first_cut_];
  whole = {.begin = begin,
           .end = end,
           .whole_record = true,
           .first_repeat = whole.first_repeat,
           .last_repeat = cuts_.back().last_repeat};
  cuts_.resize(first_cut_);
  if (left < options_.min_passage) {
    cuts_.push_back(whole);
  } else {
    repeats_.resize(whole.first_repeat);
  }
}

}  // namespace leitong
