// One line on the terminal that says how far we are, and goes without a trace.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "leitong/filter.h"

namespace leitong::tool {

class ProgressLine {
 public:
  // `drops`: whether how much is dropped is said.
  explicit ProgressLine(bool shown, bool drops = true);
  void show(const Progress& progress);
  // Removes the line. To be called before anything else goes to stderr.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  bool drops_;
  bool visible_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = Clock::now();
};

}  // namespace leitong::tool
