#include "io/file_descriptor.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace leitong {
namespace {

// Linux moves at most 2 GiB a call; a smaller limit keeps signals prompt.
constexpr std::size_t kMostACall = std::size_t{1} << 30;

// Whether the call that set `code` is worth another try, after waiting if need be.
bool try_again(int fd, short event, int code) {
  if (code == EINTR) return true;
  if (code != EAGAIN && code != EWOULDBLOCK) return false;
  pollfd waiting = {.fd = fd, .events = event, .revents = 0};
  return ::poll(&waiting, 1, -1) >= 0 || errno == EINTR;
}

}  // namespace

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    (void)close();
    fd_ = std::exchange(other.fd_, -1);
    ownership_ = other.ownership_;
  }
  return *this;
}

int FileDescriptor::read(std::span<char> buffer, std::size_t& size) const {
  for (;;) {
    const ssize_t got = ::read(fd_, buffer.data(), std::min(buffer.size(), kMostACall));
    if (got >= 0) {
      size = static_cast<std::size_t>(got);
      return 0;
    }
    const int code = errno;
    if (!try_again(fd_, POLLIN, code)) return code;
  }
}

int FileDescriptor::write_all(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd_, bytes.data(), std::min(bytes.size(), kMostACall));
    if (put >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(put));
      continue;
    }
    const int code = errno;
    if (!try_again(fd_, POLLOUT, code)) return code;
  }
  return 0;
}

int FileDescriptor::read_at(std::uint64_t offset, std::span<char> buffer) const {
  while (!buffer.empty()) {
    const ssize_t got = ::pread(fd_, buffer.data(), std::min(buffer.size(), kMostACall),
                                static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got < 0 ? errno : EIO;
    offset += static_cast<std::uint64_t>(got);
    buffer = buffer.subspan(static_cast<std::size_t>(got));
  }
  return 0;
}

int FileDescriptor::close() {
  const int fd = std::exchange(fd_, -1);
  if (fd < 0 || ownership_ == Ownership::kBorrowed) return 0;
  // Linux has released the descriptor even where close was interrupted.
  return ::close(fd) == 0 || errno == EINTR ? 0 : errno;
}

std::optional<FileIdentity> FileDescriptor::identity() const {
  struct stat status = {};
  if (::fstat(fd_, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return FileIdentity{.device = status.st_dev, .inode = status.st_ino};
}

}  // namespace leitong
