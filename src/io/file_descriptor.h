// An open file of the operating system: owned, read and written in full, identified.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace leitong {

// Two names with one identity are one file.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;

  bool operator==(const FileIdentity&) const = default;
};

class FileDescriptor {
 public:
  enum class Ownership { kOwned, kBorrowed };

  FileDescriptor() = default;
  FileDescriptor(int fd, Ownership ownership) : fd_(fd), ownership_(ownership) {}
  ~FileDescriptor() { (void)close(); }
  FileDescriptor(FileDescriptor&& other) noexcept
      : fd_(std::exchange(other.fd_, -1)), ownership_(other.ownership_) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;

  [[nodiscard]] int get() const { return fd_; }

  // All three answer 0 or an errno value, go on after a signal, and wait where a non-blocking file
  // is not ready. `size` is what was read; 0 at the end of the file.
  [[nodiscard]] int read(std::span<char> buffer, std::size_t& size) const;
  [[nodiscard]] int write_all(std::string_view bytes) const;
  // The whole buffer, from `offset` on; the position of the file is neither used nor moved. Fails
  // with EIO where the file ends before.
  [[nodiscard]] int read_at(std::uint64_t offset, std::span<char> buffer) const;
  // Once; later calls do nothing. Leaves a borrowed file open.
  [[nodiscard]] int close();

  // Of a regular file only: devices and pipes cannot be overwritten by mistake.
  [[nodiscard]] std::optional<FileIdentity> identity() const;

 private:
  int fd_ = -1;
  Ownership ownership_ = Ownership::kBorrowed;
};

}  // namespace leitong
