// One load a character: its entry says what it becomes, as long as the next character has a
// normalization boundary before it. That is nearly always so, and where it is not, the next
// character tells: what the character before gave is taken back, and the stretch from there to the
// next boundary goes through ICU. The result is that of the whole text, since normalization is
// context-free from one boundary to the next.
//
// What vanishes (controls, ignorable characters) is dropped where it stands, without a stretch: a
// character, then things that vanish, then a boundary gives what the character alone gives. If a
// character that joins follows instead, taking back steps over what vanished.
//
// Blocks of plain characters, nearly everything, are fold_plain.cc's; from a block that is not, the
// characters go one at a time, as many as a block has. A gate on the quick check of normalization
// instead would open for every full-width comma.
#include "text/fold_chunk.h"

#include <algorithm>
#include <string>

#include "text/fold_plain.h"
#include "text/fold_steps.h"

namespace leitong {
namespace {

// Characters taken singly where a block is not plain.
constexpr std::size_t kSingly = 32;

bool is_trail_surrogate(char16_t unit) { return (unit & 0xFC00) == 0xDC00; }

std::size_t start_of_character_before(std::u16string_view units, std::size_t at) {
  return at - (is_trail_surrogate(units[at - 1]) ? 2 : 1);
}

char32_t character_at(std::u16string_view units, std::size_t at) {
  return (static_cast<char32_t>(units[at] - 0xD800) << 10) + (units[at + 1] - 0xDC00) + 0x10000;
}

// How many units the character at units[at] gave, which has a boundary before it.
std::size_t units_given(std::u16string_view units, std::size_t at) {
  const FoldEntry found = fold_entry_at(units, at);
  if (found.entry & kFoldSpecial) return expansion_length(found.entry);
  return found.units == 2 && (character_at(units, at) ^ found.entry) >= 0x10000 ? 2 : 1;
}

class ChunkFold {
 public:
  ChunkFold(std::u16string_view units, std::span<char16_t> out, std::size_t reserve)
      : units_(units),
        out_(out.data()),
        to_(out.data()),
        to_end_(out.data() + out.size() - reserve) {}

  ChunkProgress run() {
    while (at_ < units_.size()) {
      const std::size_t plain = fold_plain(units_.substr(at_), to_);
      at_ += plain;
      to_ += plain;
      for (const std::size_t stop = std::min(units_.size(), at_ + kSingly); at_ < stop;) {
        if (!fold_character()) return progress();
      }
    }
    return progress();
  }

 private:
  [[nodiscard]] ChunkProgress progress() const {
    return {at_, static_cast<std::size_t>(to_ - out_)};
  }

  // False if it does not fit; then nothing was done from the last boundary on.
  bool fold_character() {
    const FoldEntry found = fold_entry_at(units_, at_);
    switch (found.entry & kFoldKindMask) {
      case kFoldVanishes:
        at_ += found.units;
        return true;
      case kFoldJoins:
        return fold_stretch();
      case kFoldExpands:
        if (!append(
                {kFoldExpansions + expansion_offset(found.entry), expansion_length(found.entry)},
                at_ + found.units)) {
          return false;
        }
        at_ += found.units;
        return true;
      default:
        if (found.units == 1) {
          *to_++ = static_cast<char16_t>(found.entry);
        } else {
          append_character(character_at(units_, at_) ^ found.entry);
        }
        at_ += found.units;
        return true;
    }
  }

  void append_character(char32_t character) {
    if (character < 0x10000) {
      *to_++ = static_cast<char16_t>(character);
    } else {
      *to_++ = static_cast<char16_t>(0xD7C0 + (character >> 10));
      *to_++ = static_cast<char16_t>(0xDC00 + (character & 0x3FF));
    }
  }

  // `next` is where reading goes on.
  bool append(std::u16string_view text, std::size_t next) {
    const auto room = static_cast<std::size_t>(to_end_ - to_);
    if (room < text.size() + (units_.size() - next)) return false;
    to_ = std::ranges::copy(text, to_).out;
    return true;
  }

  bool fold_stretch() {
    std::size_t begin = at_;
    while (begin > 0) {
      begin = start_of_character_before(units_, begin);
      if (has_boundary_before(fold_entry_at(units_, begin).entry)) {
        to_ -= units_given(units_, begin);
        break;
      }
    }
    std::size_t end = at_;
    while (end < units_.size()) {
      const FoldEntry found = fold_entry_at(units_, end);
      if (has_boundary_before(found.entry)) break;
      end += found.units;
    }
    std::u16string folded;
    append_fold_by_steps(units_.substr(begin, end - begin), {}, folded);
    at_ = begin;
    if (!append(folded, end)) return false;
    at_ = end;
    return true;
  }

  std::u16string_view units_;
  char16_t* const out_;
  std::size_t at_ = 0;
  char16_t* to_;
  char16_t* const to_end_;
};

}  // namespace

std::size_t last_boundary(std::u16string_view units) {
  std::size_t at = units.size();
  while (at > 0) {
    at = start_of_character_before(units, at);
    if (has_boundary_before(fold_entry_at(units, at).entry)) return at;
  }
  return 0;
}

ChunkProgress fold_chunk(std::u16string_view units, std::span<char16_t> out, std::size_t reserve) {
  return ChunkFold(units, out, reserve).run();
}

}  // namespace leitong
