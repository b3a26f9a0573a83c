// The fold with a map back: segment by segment, from one place where the text may be cut to the
// next. Most segments are one character. In a longer one, if its characters give one by one what
// they give together, each unit belongs to its character; else all belong to the first.
#include <array>
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
    std::array<char16_t, 2> units = {static_cast<char16_t>(next.character), 0};
    std::size_t length = 1;
    if (next.character >= 0x10000) {
      units = {static_cast<char16_t>(0xD7C0 + (next.character >> 10)),
               static_cast<char16_t>(0xDC00 + (next.character & 0x3FF))};
      length = 2;
    }
    const std::uint32_t entry = fold_entry_at({units.data(), length}, 0).entry;
    if (has_boundary_before(entry) || !options_.compatibility) finish_segment();
    segment_.append(units.data(), length);
    segment_origin_.insert(segment_origin_.end(), length, at);
    entry_ = entry;
  }

  void finish_segment() {
    if (segment_.size() == 1 && all_steps_ && (entry_ & kFoldSpecial) == 0) {
      out_.units += static_cast<char16_t>(entry_);
      out_.origin.push_back(segment_origin_[0]);
    } else if (!segment_.empty()) {
      fold_segment();
    }
    segment_.clear();
    segment_origin_.clear();
  }

 private:
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
  std::u16string segment_;
  std::vector<std::size_t> segment_origin_;  // of each unit
  std::uint32_t entry_ = 0;                  // of the last character
  std::u16string folded_;
  std::u16string one_by_one_;
};

}  // namespace

void Folder::fold_with_origin(std::string_view utf8, FoldedText& out) const {
  out.units.clear();
  out.origin.clear();
  out.ill_formed = 0;
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
