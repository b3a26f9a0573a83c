// Every window has one anchor (anchors.h), so all places where it stands are among the places of
// that anchor, at the same distance: comparing those misses nothing. Long copies are compared once,
// as they flow: while the repeat at hand goes on, no anchor is looked up.
//
// Where it is over, the earliest place of the next window is wanted. An anchor with few places is
// compared with each of them, in order. Only those places count where some window of the anchor
// stood for the first time: all windows of the others stand at one of these as well. An anchor with
// many places, a turn of phrase that goes on differently each time, would make that quadratic: its
// windows are looked up one by one, by their hashes. Both ways give the earliest place.
//
// Cost: a look-up an anchor that occurs again, and reading the source of what is repeated.
#include "passage/repeat_finder.h"

#include <algorithm>
#include <cstring>

#include "base/hash.h"

namespace leitong {
namespace {

// So many anchors ahead a group is asked for from memory, and twice as many what leads to it.
constexpr std::size_t kAhead = 6;

constexpr std::size_t kWordUnits = sizeof(std::uint64_t) / sizeof(char16_t);

std::uint64_t load_word(const char16_t* units) {
  std::uint64_t word;
  std::memcpy(&word, units, sizeof word);
  return word;
}

std::size_t common_prefix(const char16_t* a, const char16_t* b, std::size_t size) {
  std::size_t same = 0;
  while (size - same >= kWordUnits && load_word(a + same) == load_word(b + same)) {
    same += kWordUnits;
  }
  while (same < size && a[same] == b[same]) ++same;
  return same;
}

// Of what stands before `a_end` and `b_end`.
std::size_t common_suffix(const char16_t* a_end, const char16_t* b_end, std::size_t size) {
  std::size_t same = 0;
  while (same < size && *(a_end - same - 1) == *(b_end - same - 1)) ++same;
  return same;
}

std::uint64_t hash_window(std::u16string_view units, std::uint64_t seed) {
  return hash64({reinterpret_cast<const char*>(units.data()), units.size() * sizeof(char16_t)},
                seed);
}

}  // namespace

void RepeatFinder::find(const RecordPiece& piece, std::vector<Repeat>& out) {
  if (match_ && !match_->over) {
    const std::size_t from = match_->repeat.end - piece.position;
    match_->repeat.end += same_behind(piece, from, piece.end, match_->displacement, match_->over);
  }
  const std::span<const Anchor> anchors = piece.anchors;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    if (i + 2 * kAhead < anchors.size())
      index_.prefetch_prefix(anchors[i + 2 * kAhead].fingerprint);
    if (i + kAhead < anchors.size()) index_.prefetch_group(anchors[i + kAhead].fingerprint);
    find_at(piece, anchors[i], out);
  }
}

void RepeatFinder::end_record(std::vector<Repeat>& out) {
  if (match_) close(out);
}

void RepeatFinder::close(std::vector<Repeat>& out) {
  match_->repeat.tail = static_cast<std::uint32_t>(match_->repeat.end - match_->windows_end);
  out.push_back(match_->repeat);
  match_.reset();
}

void RepeatFinder::find_at(const RecordPiece& piece, const Anchor& anchor,
                           std::vector<Repeat>& out) {
  std::optional<std::span<AnchorPlace>> places;
  candidates_.clear();
  next_place_ = 0;
  for (std::uint32_t window = anchor.first_window; window <= anchor.last_window;) {
    if (match_) {
      if (piece.position + window_end(piece, window) <= match_->repeat.end) {
        match_->windows_end = next_begin(piece, window);
        ++window;
        continue;
      }
      close(out);
    }
    if (!places) {
      places = index_.find(anchor.fingerprint);
      const std::uint64_t own = piece.position + anchor.position;
      own_place_ = std::ranges::lower_bound(
          *places, own, {}, [](const AnchorPlace& place) { return place.position(); });
      // No window here stands elsewhere.
      if (own_place_ == places->end() || own_place_->position() != own) return;
    }
    if (places->size() > many_places_) {
      match_by_table(piece, window);
    } else {
      match_by_places(piece, anchor, *places, window);
    }
  }
}

void RepeatFinder::match_by_table(const RecordPiece& piece, std::uint32_t& window) {
  const std::size_t begin = piece.weights[window];
  const std::size_t end = window_end(piece, window);
  const std::uint64_t position = piece.position + begin;
  const std::uint64_t hash = hash_window(piece.units.substr(begin, end - begin), piece.seed);
  const auto is_same = [&](std::uint64_t earlier) {
    const Match match = begin_match(piece, window, position - earlier);
    // If not, another window has the same hash.
    const bool same = match.repeat.end >= piece.position + end;
    if (same) match_ = match;
    return same;
  };
  if (position < sources_end_) {
    windows_.find_or_add(hash, position, is_same);
  } else {
    windows_.find(hash, is_same);
  }
  ++window;
}

void RepeatFinder::match_by_places(const RecordPiece& piece, const Anchor& anchor,
                                   std::span<AnchorPlace> places, std::uint32_t& window) {
  const std::uint32_t first = window;
  window = anchor.last_window + 1;
  for (std::size_t i = 0; const Candidate* place = candidate(piece, anchor, places, i, first);
       ++i) {
    const std::uint32_t begin = std::max(first, place->first_window);
    if (begin >= window || window_end(piece, begin) > place->end) continue;
    window = begin;
    if (begin == first) {
      match_ = begin_match(piece, first, place->displacement);
      return;
    }
  }
  own_place_->set_new();
}

// Made when first needed: mostly the first one is the one.
const RepeatFinder::Candidate* RepeatFinder::candidate(const RecordPiece& piece,
                                                       const Anchor& anchor,
                                                       std::span<const AnchorPlace> places,
                                                       std::size_t i, std::uint32_t window) {
  const std::uint64_t own = piece.position + anchor.position;
  const std::uint64_t places_end = std::min(own, sources_end_);
  while (i == candidates_.size()) {
    if (next_place_ == places.size() || places[next_place_].position() >= places_end) {
      return nullptr;
    }
    const AnchorPlace place = places[next_place_++];
    if (!place.is_new() || place.position() < first_position_) continue;
    if (!place.context().may_share_window(own_place_->context())) continue;
    const std::uint64_t displacement = own - place.position();
    const std::size_t before =
        same_before(piece, piece.weights[window], anchor.position, displacement);
    bool over = false;
    const std::size_t behind = same_behind(
        piece, anchor.position, window_end(piece, anchor.last_window), displacement, over);
    const std::size_t same_begin = anchor.position - before;
    std::uint32_t first_window = window;
    while (piece.weights[first_window] < same_begin) ++first_window;
    // Behind other units the first one may be in the middle of a word.
    if (piece.weights[first_window] == same_begin &&
        !source_.carries_weight(piece.position + same_begin - displacement)) {
      ++first_window;
    }
    candidates_.push_back({displacement, first_window, anchor.position + behind});
  }
  return &candidates_[i];
}

RepeatFinder::Match RepeatFinder::begin_match(const RecordPiece& piece, std::uint32_t window,
                                              std::uint64_t displacement) {
  const std::size_t first = piece.weights[window];
  const std::size_t floor = window == 0 ? piece.begin : std::size_t{piece.weights[window - 1]} + 1;
  const std::uint64_t position = piece.position + first;
  Match match{.repeat = {.begin = position, .end = position, .source = position - displacement},
              .displacement = displacement,
              .windows_end = next_begin(piece, window)};
  match.repeat.before = static_cast<std::uint32_t>(same_before(piece, floor, first, displacement));
  match.repeat.end += same_behind(piece, first, piece.end, displacement, match.over);
  return match;
}

std::size_t RepeatFinder::same_behind(const RecordPiece& piece, std::size_t from, std::size_t end,
                                      std::uint64_t displacement, bool& over) {
  std::size_t at = from;
  while (at < end && !over) {
    const std::uint64_t position = piece.position + at - displacement;
    const SourceText text = source_.at(position);
    if (text.units.empty()) break;
    const std::size_t offset = position - text.position;
    const std::size_t size = std::min(end - at, text.units.size() - offset);
    const std::size_t same =
        common_prefix(piece.units.data() + at, text.units.data() + offset, size);
    at += same;
    over = same < size || (offset + same == text.units.size() && text.ends_record);
  }
  return at - from;
}

std::size_t RepeatFinder::same_before(const RecordPiece& piece, std::size_t begin, std::size_t from,
                                      std::uint64_t displacement) {
  const std::uint64_t source = piece.position + from - displacement;
  SourceText text = source_.at(source);
  std::size_t offset = source - text.position;
  std::size_t at = from;
  while (!text.units.empty()) {
    const std::size_t size = std::min(at - begin, offset);
    const std::size_t same =
        common_suffix(piece.units.data() + at, text.units.data() + offset, size);
    at -= same;
    if (same < size || at == begin || text.begins_record) break;
    text = source_.at(text.position - 1);
    offset = text.units.size();
  }
  return from - at;
}

}  // namespace leitong
