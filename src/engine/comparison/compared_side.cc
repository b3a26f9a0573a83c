#include "engine/comparison/compared_side.h"

#include <algorithm>

#include "text/weight_units.h"

namespace leitong {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

std::string_view ComparedSide::text_of(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  return bytes;
}

ComparedSide::ComparedSide(std::string_view bytes, const Folder& folder)
    : mark_(bytes.size() - text_of(bytes).size()) {
  map_.make(folder, text_of(bytes));
  map_.forget_fold();
  WeightLister().list(map_.units(), weights_);
  find_lines(bytes, LineEnds::kUniversal, lines_);
}

std::uint64_t ComparedSide::weight(std::size_t begin, std::size_t end) const {
  const auto first = std::ranges::lower_bound(weights_, begin);
  return static_cast<std::uint64_t>(std::ranges::lower_bound(weights_, end) - first);
}

double ComparedSide::share(const std::vector<SharedStretch>& stretches) const {
  if (weights_.empty()) return 0;
  std::uint64_t shared = 0;
  std::size_t looked_at = 0;
  for (const SharedStretch& stretch : stretches) {
    shared += weight(std::max(looked_at, stretch.begin), stretch.end);
    looked_at = stretch.end;
  }
  return static_cast<double>(shared) / static_cast<double>(weights_.size());
}

PassagePlace ComparedSide::place(std::size_t begin, std::size_t end) const {
  const std::size_t begin_byte = mark_ + map_.begin(begin);
  const auto behind = std::ranges::upper_bound(lines_, begin_byte, {}, &LineSpan::begin);
  return {.begin = begin_byte,
          .end = mark_ + map_.end(end - 1),
          .line = static_cast<std::uint64_t>(behind - lines_.begin())};
}

}  // namespace leitong
