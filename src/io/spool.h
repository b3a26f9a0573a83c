// A temporary file without a name: a copy of an input that can be read only once, or whatever
// memory does not hold.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "io/file_descriptor.h"
#include "io/source.h"
#include "leitong/error.h"

namespace leitong {

// Not thread-safe. The file vanishes with the last of the spool and its sources, whatever happens
// to the process.
class Spool {
 public:
  // In $TMPDIR, or else in /tmp, where `temp_dir` is empty.
  [[nodiscard]] static Result<Spool> create(std::string temp_dir);

  [[nodiscard]] Result<void> append(std::string_view bytes);

  // Everything that was appended, from its first byte, never decompressed. `name` is what the
  // source calls itself. Sources are independent of each other and of the spool.
  [[nodiscard]] Result<std::unique_ptr<Source>> reopen(const std::string& name) const;

  // The whole buffer, from `offset` on.
  [[nodiscard]] Result<void> read(std::uint64_t offset, std::span<char> buffer) const;

  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  Spool(FileDescriptor file, std::string temp_dir);

  FileDescriptor file_;
  std::string temp_dir_;
  std::uint64_t size_ = 0;
};

}  // namespace leitong
