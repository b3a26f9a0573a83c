// Compression of a stream, by libarchive.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "io/compression.h"
#include "leitong/error.h"

namespace leitong {

// Not thread-safe. The same bytes give the same output: no time or name is stored.
class Compressor {
 public:
  // Writes all bytes; returns 0 or an errno value.
  using RawWriter = std::function<int(std::string_view)>;

  // `compression` is not kNone.
  [[nodiscard]] static Result<std::unique_ptr<Compressor>> create(Compression compression,
                                                                  RawWriter write_raw);
  // Without finish(), nothing more is written.
  ~Compressor();
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;

  // Errors (kOutput) have no path: the caller knows it.
  [[nodiscard]] Result<void> write(std::string_view bytes);
  // Ends the compressed data; once.
  [[nodiscard]] Result<void> finish();

 private:
  class Impl;
  explicit Compressor(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace leitong
