// One line on the terminal that says how far we are, and goes without a trace.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "command_line.h"
#include "leitong/filter.h"

namespace leitong::tool {

class ProgressLine {
 public:
  // `drops`: whether how much is dropped is said.
  explicit ProgressLine(bool shown, bool drops = true) : shown_(shown), drops_(drops) {}
  void show(const Progress& progress);
  // Removes the line. To be called before anything else goes to stderr.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] std::string text(const Progress& progress, Clock::time_point now) const;
  [[nodiscard]] std::optional<double> seconds_left(const Progress& progress,
                                                   Clock::time_point now) const;

  bool shown_;
  bool drops_;
  bool visible_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point pass_start_ = start_;
  unsigned pass_ = 1;
  Clock::time_point heard_ = start_;
  Clock::time_point painted_ = start_;
};

// Whether the line is shown. `terminal`: stderr is one; `in_the_way`: what is written on the way
// goes to the same place.
[[nodiscard]] bool shows_progress(const CommandLine& line, bool terminal, bool in_the_way);

}  // namespace leitong::tool
