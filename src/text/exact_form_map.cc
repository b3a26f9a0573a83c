#include "text/exact_form_map.h"

#include "text/exact_form.h"

namespace leitong {
namespace {

constexpr std::string_view kZeroWidthJoiner = "\xE2\x80\x8D";

}  // namespace

void ExactFormMap::make(const Folder& folder, std::string_view utf8) {
  folder.fold_with_origin(utf8, folded_);
  segmented_ = false;
  const std::u16string& folded = folded_.units;
  const std::vector<std::size_t>& origin = folded_.origin;
  units_.resize(folded.size());
  begin_.resize(folded.size());
  end_.resize(folded.size());
  std::size_t size = 0;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const bool space = is_white_space(folded[i]);
    if (space && (size == 0 || units_[size - 1] == u' ')) continue;
    std::size_t next = i + 1;
    while (next < folded.size() && origin[next] == origin[i]) ++next;
    units_[size] = space ? u' ' : folded[i];
    begin_[size] = static_cast<std::uint32_t>(origin[i]);
    end_[size] = static_cast<std::uint32_t>(origin[next]);
    ++size;
  }
  if (size > 0 && units_[size - 1] == u' ') --size;
  units_.resize(size);
  find_joined(utf8);
}

void ExactFormMap::find_joined(std::string_view utf8) {
  joined_.clear();
  if (utf8.find(kZeroWidthJoiner) == std::string_view::npos) return;
  for (std::size_t i = 0; i < units_.size(); ++i) {
    joined_.push_back(utf8.substr(0, begin_[i]).ends_with(kZeroWidthJoiner));
  }
}

bool ExactFormMap::may_cut(std::size_t unit) const {
  if (unit == 0 || unit == units_.size()) return true;
  return (segmentation_.starts[unit / 64] >> (unit % 64) & 1) != 0 &&
         begin_[unit] != begin_[unit - 1] && (joined_.empty() || !joined_[unit]);
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
