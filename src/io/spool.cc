#include "io/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "io/system_error.h"

namespace leitong {
namespace {

// Reads by position, so that the spool's own position, which a duplicate shares, does not matter.
class SpoolSource final : public Source {
 public:
  SpoolSource(std::string name, FileDescriptor file, std::uint64_t size)
      : Source(std::move(name)), file_(std::move(file)), size_(size) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t wanted = std::min<std::uint64_t>(buffer.size(), size_ - offset_);
    if (wanted == 0) return 0;
    ssize_t got = 0;
    do {
      got = ::pread(file_.get(), buffer.data(), wanted, static_cast<off_t>(offset_));
    } while (got < 0 && errno == EINTR);
    if (got <= 0) {
      Error error = system_error(Error::Kind::kInput, got < 0 ? errno : EIO, name());
      error.byte = offset_;
      return std::unexpected(error);
    }
    offset_ += static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
  }

  Result<void> rewind() override {
    offset_ = 0;
    return {};
  }
  bool rewindable() const override { return true; }
  std::uint64_t raw_bytes_read() const override { return offset_; }
  std::optional<std::uint64_t> raw_size() const override { return size_; }
  // Nobody can name it as an output.
  std::optional<FileIdentity> identity() const override { return std::nullopt; }

 private:
  FileDescriptor file_;
  std::uint64_t size_;
  std::uint64_t offset_ = 0;
};

}  // namespace

Spool::Spool(FileDescriptor file, std::string temp_dir)
    : file_(std::move(file)), temp_dir_(std::move(temp_dir)) {}

Result<Spool> Spool::create(std::string temp_dir) {
  if (temp_dir.empty()) {
    const char* usual = std::getenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe): nobody sets it
    temp_dir = usual != nullptr && *usual != '\0' ? usual : "/tmp";
  }
  std::string path = temp_dir + "/leitong-XXXXXX";
  const int fd = ::mkostemp(path.data(), O_CLOEXEC);
  if (fd < 0) {
    Error error = system_error(Error::Kind::kOutput, errno, temp_dir);
    error.advice = "--temp-dir names another place";
    return std::unexpected(error);
  }
  FileDescriptor file(fd, FileDescriptor::Ownership::kOwned);
  if (::unlink(path.c_str()) != 0) {
    return std::unexpected(system_error(Error::Kind::kOutput, errno, path));
  }
  return Spool(std::move(file), std::move(temp_dir));
}

Result<void> Spool::append(std::string_view bytes) {
  if (const int code = file_.write_all(bytes); code != 0) {
    Error error = system_error(Error::Kind::kOutput, code, temp_dir_);
    error.advice = "--temp-dir names another place";
    return std::unexpected(error);
  }
  size_ += bytes.size();
  return {};
}

Result<void> Spool::read(std::uint64_t offset, std::span<char> buffer) const {
  if (const int code = file_.read_at(offset, buffer); code != 0) {
    return std::unexpected(system_error(Error::Kind::kInput, code, temp_dir_));
  }
  return {};
}

Result<std::unique_ptr<Source>> Spool::reopen(const std::string& name) const {
  const int fd = ::fcntl(file_.get(), F_DUPFD_CLOEXEC, 0);
  if (fd < 0) return std::unexpected(system_error(Error::Kind::kInput, errno, name));
  return std::make_unique<SpoolSource>(name, FileDescriptor(fd, FileDescriptor::Ownership::kOwned),
                                       size_);
}

}  // namespace leitong
