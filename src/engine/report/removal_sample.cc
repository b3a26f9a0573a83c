#include "engine/report/removal_sample.h"

#include <algorithm>
#include <tuple>

namespace leitong {

void RemovalSample::add(const Place& removed, const Place& leader, std::string_view rule,
                        double similarity) {
  ++count_;
  const double bin = std::clamp(similarity, 0.0, 1.0) * kBins + 1e-9;
  ++histogram_[static_cast<std::size_t>(bin)];
  std::size_t place = held_.size();
  if (place < most_) {
    held_.emplace_back();
  } else {
    place = static_cast<std::size_t>(draw_below(random_, count_));
    if (place >= most_) return;
  }
  held_[place] = {
      .removed = removed, .leader = leader, .rule = std::string(rule), .similarity = similarity};
}

std::vector<Removal> RemovalSample::removals() const {
  std::vector<Removal> sorted = held_;
  std::ranges::sort(sorted, {}, [](const Removal& removal) {
    return std::tuple(removal.removed.input, removal.removed.start);
  });
  return sorted;
}

}  // namespace leitong
