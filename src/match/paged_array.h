// An array in pages of its own, zeroed, that grows where it is.
#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <utility>

#include "match/large_allocator.h"

namespace leitong {

// Growing moves pages, not bytes, so that at no moment elements are there twice, and arrays that
// grow in turn leave no holes in a heap.
template <class T>
class PagedArray {
 public:
  PagedArray() = default;
  ~PagedArray() { free_pages(data_, bytes_); }
  PagedArray(PagedArray&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  PagedArray& operator=(PagedArray&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }

  // As many as whole pages hold, at least `size`, which is no less than before. New elements are
  // all zeros. Throws std::bad_alloc.
  void grow(std::size_t size) { resize(whole_pages(size * sizeof(T))); }
  // … or a little less, but more than before.
  void grow_to_about(std::size_t size) {
    resize(std::max(nearest_pages(size * sizeof(T)), whole_pages(bytes_ + 1)));
  }

  [[nodiscard]] std::size_t size() const { return bytes_ / sizeof(T); }
  [[nodiscard]] T* data() { return data_; }
  [[nodiscard]] const T* data() const { return data_; }
  [[nodiscard]] T& operator[](std::size_t i) { return data_[i]; }
  [[nodiscard]] const T& operator[](std::size_t i) const { return data_[i]; }
  [[nodiscard]] std::size_t memory_bytes() const { return bytes_; }

 private:
  void resize(std::size_t bytes) {
    static_assert(std::is_trivially_copyable_v<T>);
    data_ = static_cast<T*>(resize_pages(data_, bytes_, bytes));
    bytes_ = bytes;
  }

  T* data_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace leitong
