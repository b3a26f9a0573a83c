#include "text/exact_form_map.h"

#include "text/exact_form.h"

namespace leitong {
namespace {

constexpr std::string_view kZeroWidthJoiner = "\xE2\x80\x8D";

}  // namespace

void ExactFormMap::make(const Folder& folder, std::string_view utf8) {
  folder.fold_with_origin(utf8, folded_);
  units_.clear();
  begin_.clear();
  end_.clear();
  joined_.clear();
  segmented_ = false;
  const std::vector<std::size_t>& origin = folded_.origin;
  for (std::size_t i = 0; i < folded_.units.size(); ++i) {
    const bool space = is_white_space(folded_.units[i]);
    if (space && (units_.empty() || units_.back() == u' ')) continue;
    std::size_t next = i + 1;
    while (next < folded_.units.size() && origin[next] == origin[i]) ++next;
    units_ += space ? u' ' : folded_.units[i];
    begin_.push_back(origin[i]);
    end_.push_back(origin[next]);
    joined_.push_back(utf8.substr(0, origin[i]).ends_with(kZeroWidthJoiner));
  }
  if (!units_.empty() && units_.back() == u' ') {
    units_.pop_back();
    begin_.pop_back();
    end_.pop_back();
    joined_.pop_back();
  }
}

bool ExactFormMap::may_cut(std::size_t unit) const {
  if (unit == 0 || unit == units_.size()) return true;
  return (segmentation_.starts[unit / 64] >> (unit % 64) & 1) != 0 &&
         begin_[unit] != begin_[unit - 1] && !joined_[unit];
}

void ExactFormMap::find_boundaries(Segmenter& segmenter) {
  if (!segmented_) segmenter.segment(units_, segmentation_);
  segmented_ = true;
}

std::size_t ExactFormMap::cut_at_or_behind(std::size_t unit, Segmenter& segmenter) {
  find_boundaries(segmenter);
  while (!may_cut(unit)) ++unit;
  return unit;
}

std::size_t ExactFormMap::cut_at_or_before(std::size_t unit, Segmenter& segmenter) {
  find_boundaries(segmenter);
  while (!may_cut(unit)) --unit;
  return unit;
}

}  // namespace leitong
