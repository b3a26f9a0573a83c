// A copy, in a temporary file without a name, of an input that can be read only once.
#pragma once

#include <cstdint>
#include <memory>
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
  [[nodiscard]] static Result<Spool> create(const std::string& temp_dir);

  [[nodiscard]] Result<void> append(std::string_view bytes);

  // Everything that was appended, from its first byte, never decompressed. `name` is what the
  // source calls itself. Sources are independent of each other and of the spool.
  [[nodiscard]] Result<std::unique_ptr<Source>> reopen(const std::string& name) const;

  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  Spool(FileDescriptor file, std::string temp_dir);

  FileDescriptor file_;
  std::string temp_dir_;
  std::uint64_t size_ = 0;
};

}  // namespace leitong
