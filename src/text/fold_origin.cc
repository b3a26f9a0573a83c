// The fold with a map back: segment by segment, from one place where the text may be cut to the
// next. Most segments are one character. In a longer one, if its characters give one by one what
// they give together, each unit belongs to its character; else all belong to the first.
#include <string>

#include "leitong/fold.h"
#include "text/fold_chunk.h"
#include "text/fold_steps.h"
#include "text/utf8.h"

namespace leitong {
namespace {

class OriginFold {
 public:
  OriginFold(const FoldOptions& options, FoldedText& out)
      : options_(options), all_steps_(options == FoldOptions{}), out_(out) {}

  void add(Utf8Character next, std::size_t at) {
    const std::uint32_t entry = entry_of(next.character);
    if (has_boundary_before(entry) || !options_.compatibility) finish_segment();
    if (segment_.empty() && !has_pending_ && all_steps_ && (entry & kFoldSpecial) == 0 &&
        next.character < 0x10000) {
      has_pending_ = true;
      pending_ = next.character;
      pending_at_ = at;
      return;
    }
    if (has_pending_) append(pending_, pending_at_);
    has_pending_ = false;
    append(next.character, at);
  }

  void finish_segment() {
    if (has_pending_) {
      out_.units += static_cast<char16_t>(kFoldBmp[pending_]);
      out_.origin.push_back(pending_at_);
      has_pending_ = false;
    } else if (!segment_.empty()) {
      fold_segment();
      segment_.clear();
      segment_origin_.clear();
    }
  }

 private:
  static std::uint32_t entry_of(char32_t character) {
    return character < 0x10000 ? kFoldBmp[character] : fold_astral_entry(character);
  }

  void append(char32_t character, std::size_t at) {
    if (character >= 0x10000) {
      segment_ += static_cast<char16_t>(0xD7C0 + (character >> 10));
      character = 0xDC00 + (character & 0x3FF);
      segment_origin_.push_back(at);
    }
    segment_ += static_cast<char16_t>(character);
    segment_origin_.push_back(at);
  }

  void fold_segment() {
    folded_.clear();
    append_fold_by_steps(segment_, options_, folded_);
    out_.units += folded_;
    const std::size_t before = out_.origin.size();
    one_by_one_.clear();
    for (std::size_t at = 0; at < segment_.size();) {
      const std::size_t length = (segment_[at] & 0xFC00) == 0xD800 ? 2 : 1;
      append_fold_by_steps({segment_.data() + at, length}, options_, one_by_one_);
      out_.origin.resize(before + one_by_one_.size(), segment_origin_[at]);
      at += length;
    }
    if (one_by_one_ != folded_) {
      out_.origin.resize(before);
      out_.origin.resize(before + folded_.size(), segment_origin_[0]);
    }
  }

  const FoldOptions& options_;
  const bool all_steps_;
  FoldedText& out_;
  // A segment that is one plain character so far: nearly every one, and it needs no string.
  bool has_pending_ = false;
  char32_t pending_ = 0;
  std::size_t pending_at_ = 0;
  std::u16string segment_;
  std::vector<std::size_t> segment_origin_;  // of each unit
  std::u16string folded_;
  std::u16string one_by_one_;
};

}  // namespace

void Folder::fold_with_origin(std::string_view utf8, FoldedText& out) const {
  out.units.clear();
  out.origin.clear();
  out.ill_formed = 0;
  out.units.reserve(utf8.size());
  out.origin.reserve(utf8.size() + 1);
  OriginFold fold(options_, out);
  for (std::size_t at = 0; at < utf8.size();) {
    const Utf8Character next = decode_character(utf8.substr(at));
    fold.add(next, at);
    out.ill_formed += !next.well_formed;
    at += next.bytes;
  }
  fold.finish_segment();
  out.origin.push_back(utf8.size());
}

}  // namespace leitong
