#include "match/large_allocator.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

namespace leitong {
namespace {

constexpr std::size_t kCacheLine = 64;
constexpr std::size_t kPage = std::size_t{4} << 10;  // where pages are larger, some are shared
constexpr std::size_t kHugePage = std::size_t{2} << 20;
// From here on what grows takes huge pages: sooner one of them would be too great a step.
constexpr std::size_t kGrowsByHugePages = 8 * kHugePage;

std::size_t round_up(std::size_t bytes, std::size_t unit) {
  return (bytes + unit - 1) / unit * unit;
}

// Fresh memory, or with PROT_NONE a place for some, that starts at a huge page. Both are multiples
// of one: it is taken from a piece that is longer by one, of which both ends are given back.
char* map_huge_pages(std::size_t bytes, int protection) {
  const std::size_t mapped = bytes + kHugePage;
  void* const begin = ::mmap(nullptr, mapped, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (begin == MAP_FAILED) throw std::bad_alloc();
  const std::size_t before = round_up(reinterpret_cast<std::uintptr_t>(begin), kHugePage) -
                             reinterpret_cast<std::uintptr_t>(begin);
  char* const memory = static_cast<char*>(begin) + before;
  if (before > 0) (void)::munmap(begin, before);
  (void)::munmap(memory + bytes, kHugePage - before);
#ifdef MADV_HUGEPAGE
  // A hint; where it is not taken nothing is lost.
  if (protection != PROT_NONE) (void)::madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  return memory;
}

// Bytes, not pages, for the old ones are small; piece by piece, so that little is there twice.
void* move_to_huge_pages(void* memory, std::size_t bytes, std::size_t new_bytes) {
  char* const to = map_huge_pages(new_bytes, PROT_READ | PROT_WRITE);
  char* const from = static_cast<char*>(memory);
  for (std::size_t i = 0; i < bytes; i += kHugePage) {
    const std::size_t piece = std::min(kHugePage, bytes - i);
    std::memcpy(to + i, from + i, piece);
    (void)::munmap(from + i, piece);
  }
  return to;
}

}  // namespace

void* allocate_large(std::size_t bytes) {
  if (bytes < kHugePage) {
    void* memory = std::aligned_alloc(kCacheLine, round_up(bytes, kCacheLine));
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
  }
  return map_huge_pages(round_up(bytes, kHugePage), PROT_READ | PROT_WRITE);
}

void free_large(void* memory, std::size_t bytes) noexcept {
  if (bytes < kHugePage) {
    std::free(memory);
  } else {
    (void)::munmap(memory, round_up(bytes, kHugePage));
  }
}

std::size_t whole_pages(std::size_t bytes) {
  return round_up(bytes, bytes < kGrowsByHugePages ? kPage : kHugePage);
}

std::size_t nearest_pages(std::size_t bytes) {
  if (bytes < kGrowsByHugePages) return round_up(bytes, kPage);
  return (bytes + kHugePage / 2) / kHugePage * kHugePage;
}

void* resize_pages(void* memory, std::size_t bytes, std::size_t new_bytes) {
  void* resized = MAP_FAILED;
  if (new_bytes >= kGrowsByHugePages) {
    if (bytes < kGrowsByHugePages) return move_to_huge_pages(memory, bytes, new_bytes);
    // Moved elsewhere than to the begin of a huge page they would become small ones.
    void* const place = map_huge_pages(new_bytes, PROT_NONE);
    resized = ::mremap(memory, bytes, new_bytes, MREMAP_MAYMOVE | MREMAP_FIXED, place);
    if (resized == MAP_FAILED) (void)::munmap(place, new_bytes);
  } else if (bytes > 0) {
    resized = ::mremap(memory, bytes, new_bytes, MREMAP_MAYMOVE);
  } else {
    resized =
        ::mmap(nullptr, new_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  }
  if (resized == MAP_FAILED) throw std::bad_alloc();
  return resized;
}

void free_pages(void* memory, std::size_t bytes) noexcept {
  if (bytes > 0) (void)::munmap(memory, bytes);
}

}  // namespace leitong
