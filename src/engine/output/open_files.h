// Inputs that are regular files, opened again to read anywhere in them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/file_descriptor.h"
#include "leitong/error.h"

namespace leitong {

// Not for use by two threads at once.
class OpenFiles {
 public:
  // `paths` outlives it; "-" is standard input.
  explicit OpenFiles(const std::vector<std::string>& paths) : paths_(paths) {}

  // The file of an input, valid until the next call.
  [[nodiscard]] Result<const FileDescriptor*> open(std::uint32_t input);

 private:
  struct OpenFile {
    std::uint32_t input = 0;
    FileDescriptor file;
  };

  const std::vector<std::string>& paths_;
  // Those that were read last stay open: of thousands not all can.
  std::array<std::optional<OpenFile>, 16> files_;
};

// What to say of a file that is not as it was.
[[nodiscard]] Error input_has_changed(const std::string& path);

}  // namespace leitong
