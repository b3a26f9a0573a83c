// Decompression of a stream, by libarchive.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "io/compression.h"
#include "leitong/error.h"

namespace leitong {

// Not thread-safe.
class Decompressor {
 public:
  // Reads up to the size of the span; returns 0 or an errno value. Size 0: the end.
  using RawReader = std::function<int(std::span<char>, std::size_t& size)>;

  // `compression` is not kNone.
  Decompressor(Compression compression, RawReader read_raw);
  ~Decompressor();
  Decompressor(const Decompressor&) = delete;
  Decompressor& operator=(const Decompressor&) = delete;

  // 0 only at the end. Errors (kInput) have no path or place: the caller knows them. What was
  // decoded before the damage comes first, down to libarchive's blocks.
  [[nodiscard]] Result<std::size_t> read(std::span<char> buffer);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace leitong
