// Memory for tables that outgrow the caches.
#pragma once

#include <cstddef>
#include <new>

namespace leitong {

// At least `bytes` bytes; large pieces start at a huge page and ask for such pages, so that a table
// costs a page fault each 2 MB and its look-ups few misses of the TLB. They go back to the system
// at once: in a heap, tables that grow in turn leave holes that none of them fits in any more.
// Throws std::bad_alloc.
[[nodiscard]] void* allocate_large(std::size_t bytes);
// `bytes` as it was allocated.
void free_large(void* memory, std::size_t bytes) noexcept;

// Whole pages, zeroed, huge ones where it is much; `bytes` as whole_pages() or nearest_pages()
// gives them, 0 and a null pointer for none. Resizing moves pages, not bytes, but for once, where
// they become huge. Throws std::bad_alloc.
[[nodiscard]] std::size_t whole_pages(std::size_t bytes);    // at least `bytes`
[[nodiscard]] std::size_t nearest_pages(std::size_t bytes);  // or a little less; at least one
[[nodiscard]] void* resize_pages(void* memory, std::size_t bytes, std::size_t new_bytes);
void free_pages(void* memory, std::size_t bytes) noexcept;

// For containers.
template <class T>
struct LargeAllocator {
  using value_type = T;

  LargeAllocator() = default;
  template <class U>
  explicit(false) LargeAllocator(const LargeAllocator<U>& /*other*/) {}

  [[nodiscard]] T* allocate(std::size_t count) {
    return static_cast<T*>(allocate_large(count * sizeof(T)));
  }
  void deallocate(T* memory, std::size_t count) noexcept { free_large(memory, count * sizeof(T)); }

  template <class U>
  bool operator==(const LargeAllocator<U>& /*other*/) const {
    return true;
  }
};

}  // namespace leitong
