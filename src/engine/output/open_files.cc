#include "engine/output/open_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "io/system_error.h"

namespace leitong {

Result<const FileDescriptor*> OpenFiles::open(std::uint32_t input) {
  std::optional<OpenFile>& slot = files_[input % files_.size()];
  if (slot && slot->input == input) return &slot->file;
  const std::string& path = paths_[input];
  if (path == "-") {
    slot = OpenFile{input, FileDescriptor(STDIN_FILENO, FileDescriptor::Ownership::kBorrowed)};
    return &slot->file;
  }
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return std::unexpected(system_error(Error::Kind::kInput, errno, path));
  slot = OpenFile{input, FileDescriptor(fd, FileDescriptor::Ownership::kOwned)};
  return &slot->file;
}

Error input_has_changed(const std::string& path) {
  return {.kind = Error::Kind::kInput,
          .what = "the input has changed while it was read",
          .path = path,
          .advice = "run again when nothing writes to it"};
}

}  // namespace leitong
