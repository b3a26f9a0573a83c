// Where bytes come from: a file, a pipe or standard input, decompressed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "io/compression.h"
#include "io/file_descriptor.h"
#include "leitong/error.h"

namespace leitong {

// One input. gzip, bzip2, xz, zstd and lz4 are known by their first bytes, on standard input too,
// when the first bytes are read; files of several members are one input. Not thread-safe.
class Source {
 public:
  // `path` "-" is standard input. Opens at once, reads nothing.
  [[nodiscard]] static Result<std::unique_ptr<Source>> open(const std::string& path);
  virtual ~Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  // Reads up to buffer.size() bytes (at least 1), fewer if no more are there now; 0 only at the
  // end. Fails with path and decompressed offset, after all bytes before that place were delivered;
  // from then on always. (libarchive decodes in blocks:
  // of a damaged archive its last one is lost, 64 KB of gzip, up to 4 MB of lz4. It does not look
  // at gzip's checksum: damage that still decodes goes unseen.)
  [[nodiscard]] virtual Result<std::size_t> read(std::span<char> buffer) = 0;

  // Starts again from where the input stood when it was opened. Needs rewindable().
  [[nodiscard]] virtual Result<void> rewind() = 0;
  // A regular file: it can be read again.
  [[nodiscard]] virtual bool rewindable() const = 0;

  // As the user gave it.
  [[nodiscard]] const std::string& name() const { return name_; }
  // Of the input as it stands, compressed or not: for progress. Since the last rewind().
  [[nodiscard]] virtual std::uint64_t raw_bytes_read() const = 0;
  // Of a regular file.
  [[nodiscard]] virtual std::optional<std::uint64_t> raw_size() const = 0;
  // Where its bytes begin in a regular file that holds them as they are, neither compressed nor a
  // pipe: known once something was read.
  [[nodiscard]] virtual std::optional<std::uint64_t> plain_start() const { return std::nullopt; }
  // As its first bytes say; they are waited for. Of what can't be read: none.
  [[nodiscard]] virtual Compression compression() { return Compression::kNone; }
  // Of a regular file: to refuse to overwrite it.
  [[nodiscard]] virtual std::optional<FileIdentity> identity() const = 0;

 protected:
  explicit Source(std::string name) : name_(std::move(name)) {}

 private:
  std::string name_;
};

}  // namespace leitong
