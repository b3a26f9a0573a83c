// Where bytes go: a file, a pipe or standard output, compressed if the name says so.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "io/compression.h"
#include "io/file_descriptor.h"
#include "leitong/error.h"

namespace leitong {

// One output. A regular file is written beside its place, in the same directory, and takes its name
// in close(): who reads the old one goes on, and nothing half-written stays where close() was not
// reached. Pipes and devices are written as they are. Not thread-safe.
//
// Every write is checked. After an error each later call gives the same error.
class Sink {
 public:
  // `path` "-" is standard output; .gz .bz2 .xz .zst .lz4 at the end of any other compress.
  // `inputs` are refused as outputs, by whatever name, also where standard output was redirected to
  // one. An existing file keeps its permission bits, and a symbolic link stays one. What names an
  // open descriptor (/dev/stderr, /dev/fd/3) is written on, not replaced. `compression`: whatever
  // the name says.
  [[nodiscard]] static Result<std::unique_ptr<Sink>> create(
      const std::string& path, std::span<const FileIdentity> inputs = {},
      std::optional<Compression> compression = {});
  // Gives up what was not closed.
  ~Sink();
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  [[nodiscard]] Result<void> write(std::string_view bytes);
  // What follows can be decompressed by itself, as a member of gz or a frame of zst; others have no
  // such thing, and go on.
  [[nodiscard]] Result<void> end_member();
  // Hands everything to the operating system; of a compressed output, what the compressor gives.
  [[nodiscard]] Result<void> flush();
  // Flushes, checks and puts the file in its place. Nothing may be written after it.
  [[nodiscard]] Result<void> close();

  [[nodiscard]] const std::string& path() const;
  // What was written, before compression.
  [[nodiscard]] std::uint64_t bytes_written() const;

 private:
  class Impl;
  explicit Sink(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Of an errno.
[[nodiscard]] Error write_error(int code, const std::string& path);

// The reader of our pipe has gone (`| head`): no reason for a message. The program must ignore
// SIGPIPE to see it.
[[nodiscard]] bool is_broken_pipe(const Error& error);

}  // namespace leitong
