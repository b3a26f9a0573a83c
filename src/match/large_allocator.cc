#include "match/large_allocator.h"

#include <sys/mman.h>

#include <cstdlib>

namespace leitong {
namespace {

constexpr std::size_t kCacheLine = 64;
constexpr std::size_t kHugePage = std::size_t{2} << 20;

std::size_t round_up(std::size_t bytes, std::size_t unit) {
  return (bytes + unit - 1) / unit * unit;
}

}  // namespace

void* allocate_large(std::size_t bytes) {
  const std::size_t unit = bytes >= kHugePage ? kHugePage : kCacheLine;
  void* memory = std::aligned_alloc(unit, round_up(bytes, unit));
  if (memory == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
  // A hint; where it is not taken nothing is lost.
  if (unit == kHugePage) (void)::madvise(memory, round_up(bytes, unit), MADV_HUGEPAGE);
#endif
  return memory;
}

void free_large(void* memory) noexcept { std::free(memory); }

}  // namespace leitong
