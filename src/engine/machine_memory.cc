#include "engine/machine_memory.h"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <fstream>

namespace leitong {

std::uint64_t machine_memory() {
  const long pages = ::sysconf(_SC_PHYS_PAGES);
  const long page_size = ::sysconf(_SC_PAGE_SIZE);
  std::uint64_t bytes = pages > 0 && page_size > 0 ? static_cast<std::uint64_t>(pages) *
                                                         static_cast<std::uint64_t>(page_size)
                                                   : std::uint64_t{1} << 30;
  // What a container may use of it; "max", which is no number, where it may use all.
  std::uint64_t limit = 0;
  if (std::ifstream("/sys/fs/cgroup/memory.max") >> limit) bytes = std::min(bytes, limit);
  return bytes;
}

std::size_t cache_budget(const FilterOptions& options) {
  return static_cast<std::size_t>(options.memory_bytes.value_or(machine_memory() / 2));
}

}  // namespace leitong
