// CPU time, for programs that compare their answers as they measure.
#pragma once

#include <ctime>

namespace leitong {

// Of the calling thread so far.
inline double thread_seconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace leitong
