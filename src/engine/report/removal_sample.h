// Some of the things that were removed, each as likely as any other, and how similar all were.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/random_draw.h"
#include "engine/report/audit.h"

namespace leitong {

struct Removal {
  Place removed;
  Place leader;
  std::string rule;
  double similarity = 0;
};

class RemovalSample {
 public:
  static constexpr std::size_t kBins = 20;

  // `most` are held.
  explicit RemovalSample(std::size_t most) : most_(most) {}

  void add(const Place& removed, const Place& leader, std::string_view rule, double similarity);

  [[nodiscard]] std::uint64_t count() const { return count_; }
  // Those with similarity from i / kBins up to the next, in bin i; 1 by itself, in the last.
  [[nodiscard]] const std::array<std::uint64_t, kBins + 1>& histogram() const { return histogram_; }
  // In the order in which they stand.
  [[nodiscard]] std::vector<Removal> removals() const;

 private:
  std::size_t most_;
  Random random_;
  std::uint64_t count_ = 0;
  std::array<std::uint64_t, kBins + 1> histogram_{};
  std::vector<Removal> held_;
};

}  // namespace leitong
