// CPU time, which other work on the machine does not count towards.
#pragma once

#include <ctime>

namespace leitong {

// Of this thread, since some moment.
[[nodiscard]] inline double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace leitong
