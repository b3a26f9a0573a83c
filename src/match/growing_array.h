// An array that grows without ever moving, so that at no moment its elements are there twice.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <vector>

#include "match/large_allocator.h"

namespace leitong {

template <class T>
class GrowingArray {
 public:
  void push_back(const T& element) {
    if (chunks_.empty() || chunks_.back().size() == kChunk) {
      chunks_.emplace_back();
      // A small array stays small.
      if (chunks_.size() > 1) chunks_.back().reserve(kChunk);
    }
    chunks_.back().push_back(element);
    ++size_;
  }

  void pop_back() {
    chunks_.back().pop_back();
    if (chunks_.back().empty()) chunks_.pop_back();
    --size_;
  }

  [[nodiscard]] const T& operator[](std::size_t i) const { return chunks_[i / kChunk][i % kChunk]; }
  [[nodiscard]] T& operator[](std::size_t i) { return chunks_[i / kChunk][i % kChunk]; }
  [[nodiscard]] const T& back() const { return chunks_.back().back(); }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  [[nodiscard]] std::size_t memory_bytes() const {
    return chunks_.empty()
               ? 0
               : ((chunks_.size() - 1) * kChunk + chunks_.back().capacity()) * sizeof(T);
  }

 private:
  static constexpr std::size_t kChunkBytes = std::size_t{2} << 20;
  static constexpr std::size_t kChunk = std::bit_floor(kChunkBytes / sizeof(T));

  std::vector<std::vector<T, LargeAllocator<T>>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace leitong
