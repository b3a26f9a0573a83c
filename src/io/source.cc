// Plain input goes from read(2) into the caller's buffer. Only the few bytes that tell a compressed
// input from a plain one are kept aside, and no more of them are waited for than it takes to tell:
// a line that a person types goes through at once.
#include "io/source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "io/compression.h"
#include "io/decompressor.h"
#include "io/system_error.h"

namespace leitong {
namespace {

class FileSource final : public Source {
 public:
  FileSource(std::string name, FileDescriptor file, std::optional<std::uint64_t> start)
      : Source(std::move(name)), file_(std::move(file)), start_(start) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    if (failure_) return std::unexpected(*failure_);
    auto size = read_decoded(buffer);
    if (size) {
      offset_ += *size;
    } else {
      failure_ = size.error();
      failure_->path = name();
      failure_->byte = offset_;
      return std::unexpected(*failure_);
    }
    return size;
  }

  Result<void> rewind() override {
    if (!start_ || ::lseek(file_.get(), static_cast<off_t>(*start_), SEEK_SET) < 0) {
      return std::unexpected(system_error(Error::Kind::kInput, start_ ? errno : ESPIPE, name()));
    }
    compression_.reset();
    decompressor_.reset();
    prefix_size_ = prefix_used_ = 0;
    raw_bytes_ = offset_ = 0;
    failure_.reset();
    return {};
  }

  bool rewindable() const override { return start_.has_value(); }
  std::uint64_t raw_bytes_read() const override { return raw_bytes_; }

  std::optional<std::uint64_t> raw_size() const override {
    struct stat status = {};
    if (!start_ || ::fstat(file_.get(), &status) != 0) return std::nullopt;
    return static_cast<std::uint64_t>(status.st_size) -
           std::min(*start_, static_cast<std::uint64_t>(status.st_size));
  }

  std::optional<std::uint64_t> plain_start() const override {
    return compression_ == Compression::kNone ? start_ : std::nullopt;
  }

  // An error comes again when more is read.
  Compression compression() override {
    if (!compression_) (void)read_magic();
    return compression_.value_or(Compression::kNone);
  }

  std::optional<FileIdentity> identity() const override { return file_.identity(); }

 private:
  Result<std::size_t> read_decoded(std::span<char> buffer) {
    if (!compression_) {
      if (const int code = read_magic(); code != 0) {
        return std::unexpected(system_error(Error::Kind::kInput, code, {}));
      }
      if (*compression_ != Compression::kNone) {
        decompressor_ = std::make_unique<Decompressor>(
            *compression_,
            [this](std::span<char> raw, std::size_t& size) { return read_raw(raw, size); });
      }
    }
    if (decompressor_ != nullptr) return decompressor_->read(buffer);
    std::size_t size = 0;
    if (const int code = read_raw(buffer, size); code != 0) {
      return std::unexpected(system_error(Error::Kind::kInput, code, {}));
    }
    return size;
  }

  // The prefix first, then the file.
  int read_raw(std::span<char> buffer, std::size_t& size) {
    if (prefix_used_ < prefix_size_) {
      size = std::min(buffer.size(), prefix_size_ - prefix_used_);
      std::memcpy(buffer.data(), prefix_.data() + prefix_used_, size);
      prefix_used_ += size;
      return 0;
    }
    const int code = file_.read(buffer, size);
    if (code == 0) raw_bytes_ += size;
    return code;
  }

  int read_magic() {
    bool ended = false;
    while (!compression_) {
      const std::string_view prefix(prefix_.data(), prefix_size_);
      if (ended) {
        compression_ = Compression::kNone;
      } else if (prefix_size_ > 0) {
        compression_ = compression_of_bytes(prefix);
      }
      if (compression_) break;
      std::size_t size = 0;
      const int code = file_.read(std::span(prefix_).subspan(prefix_size_), size);
      if (code != 0) return code;
      ended = size == 0;
      prefix_size_ += size;
      raw_bytes_ += size;
    }
    return 0;
  }

  FileDescriptor file_;
  std::optional<std::uint64_t> start_;  // where a regular file stood when we got it
  std::array<char, kLongestMagic> prefix_ = {};
  std::size_t prefix_size_ = 0;
  std::size_t prefix_used_ = 0;
  std::optional<Compression> compression_;  // once the first bytes are known
  std::unique_ptr<Decompressor> decompressor_;
  std::uint64_t raw_bytes_ = 0;
  std::uint64_t offset_ = 0;  // decompressed, delivered
  std::optional<Error> failure_;
};

}  // namespace

Result<std::unique_ptr<Source>> Source::open(const std::string& path) {
  const bool standard_input = path == "-";
  FileDescriptor file;
  if (standard_input) {
    file = FileDescriptor(STDIN_FILENO, FileDescriptor::Ownership::kBorrowed);
  } else {
    int fd = -1;
    do {
      fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    } while (fd < 0 && errno == EINTR);
    if (fd < 0) return std::unexpected(system_error(Error::Kind::kInput, errno, path));
    file = FileDescriptor(fd, FileDescriptor::Ownership::kOwned);
  }
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) {
    return std::unexpected(system_error(Error::Kind::kInput, errno, path));
  }
  if (S_ISDIR(status.st_mode)) {
    return std::unexpected(system_error(Error::Kind::kInput, EISDIR, path));
  }
  std::optional<std::uint64_t> start;
  if (S_ISREG(status.st_mode)) {
    const off_t at = ::lseek(file.get(), 0, SEEK_CUR);
    if (at >= 0) start = static_cast<std::uint64_t>(at);
    // A hint; where it is not taken nothing is lost.
    (void)::posix_fadvise(file.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
  }
  return std::make_unique<FileSource>(path, std::move(file), start);
}

}  // namespace leitong
