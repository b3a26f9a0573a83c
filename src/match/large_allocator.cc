#include "match/large_allocator.h"

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace leitong {
namespace {

constexpr std::size_t kCacheLine = 64;
constexpr std::size_t kPage = std::size_t{4} << 10;  // where pages are larger, some are shared
constexpr std::size_t kHugePage = std::size_t{2} << 20;

std::size_t round_up(std::size_t bytes, std::size_t unit) {
  return (bytes + unit - 1) / unit * unit;
}

}  // namespace

void* allocate_large(std::size_t bytes) {
  if (bytes < kHugePage) {
    void* memory = std::aligned_alloc(kCacheLine, round_up(bytes, kCacheLine));
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
  }
  // One huge page more than needed, of which both ends are given back.
  const std::size_t size = round_up(bytes, kHugePage);
  const std::size_t mapped = size + kHugePage;
  void* const begin =
      ::mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (begin == MAP_FAILED) throw std::bad_alloc();
  const std::size_t before = round_up(reinterpret_cast<std::uintptr_t>(begin), kHugePage) -
                             reinterpret_cast<std::uintptr_t>(begin);
  char* const memory = static_cast<char*>(begin) + before;
  if (before > 0) (void)::munmap(begin, before);
  (void)::munmap(memory + size, kHugePage - before);
#ifdef MADV_HUGEPAGE
  // A hint; where it is not taken nothing is lost.
  (void)::madvise(memory, size, MADV_HUGEPAGE);
#endif
  return memory;
}

void free_large(void* memory, std::size_t bytes) noexcept {
  if (bytes < kHugePage) {
    std::free(memory);
  } else {
    (void)::munmap(memory, round_up(bytes, kHugePage));
  }
}

std::size_t whole_pages(std::size_t bytes) { return round_up(bytes, kPage); }

void* resize_pages(void* memory, std::size_t bytes, std::size_t new_bytes) {
  void* const resized = bytes == 0 ? ::mmap(nullptr, new_bytes, PROT_READ | PROT_WRITE,
                                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                                   : ::mremap(memory, bytes, new_bytes, MREMAP_MAYMOVE);
  if (resized == MAP_FAILED) throw std::bad_alloc();
  return resized;
}

void free_pages(void* memory, std::size_t bytes) noexcept {
  if (bytes > 0) (void)::munmap(memory, bytes);
}

}  // namespace leitong
