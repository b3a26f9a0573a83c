#include "io/sink.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "io/compression.h"
#include "io/compressor.h"
#include "io/system_error.h"
#include "io/unfinished.h"

namespace leitong {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 18;
constexpr mode_t kPermissionBits = 07777;
constexpr std::string_view kBrokenPipe = "broken pipe";

Error input_refused(const std::string& path) {
  return {.kind = Error::Kind::kUsage,
          .what = "is an input as well",
          .path = path,
          .advice = "write to another file"};
}

// Where a symbolic link leads, though nothing may be there yet. The system's own limit is 40 links.
std::string follow_links(const std::string& path) {
  std::filesystem::path place = path;
  for (int link = 0; link < 40; ++link) {
    std::error_code error;
    const std::filesystem::path target = std::filesystem::read_symlink(place, error);
    if (error) break;
    place = place.parent_path() / target;
  }
  return place.string();
}

std::string directory_of(const std::string& path) {
  const std::string directory = std::filesystem::path(path).parent_path().string();
  return directory.empty() ? "." : directory;
}

// The descriptor that a path such as /dev/stderr names. What is behind it may be a file, but one
// that is open already: to be written on, not to be replaced.
std::optional<int> named_descriptor(std::string_view path) {
  if (path == "/dev/stdout") return STDOUT_FILENO;
  if (path == "/dev/stderr") return STDERR_FILENO;
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    if (!path.starts_with(folder)) continue;
    int fd = -1;
    const auto [end, error] =
        std::from_chars(path.data() + folder.size(), path.data() + path.size(), fd);
    if (error == std::errc() && end == path.data() + path.size() && fd >= 0) return fd;
  }
  return std::nullopt;
}

// A new file in `directory`, with the permissions that the umask leaves. It is known as unfinished
// before it is there, so that no signal comes in between. Returns 0 or an errno.
int create_beside(const std::string& directory, std::string& path, FileDescriptor& file,
                  std::unique_ptr<UnfinishedOutput>& unfinished) {
  std::random_device random;
  for (int attempt = 0; attempt < 100; ++attempt) {
    char name[32];
    std::snprintf(name, sizeof name, "/.leitong-%08x%08x", random(), random());
    path = directory + name;
    unfinished = std::make_unique<UnfinishedOutput>(path);
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0) {
      file = FileDescriptor(fd, FileDescriptor::Ownership::kOwned);
      return 0;
    }
    const int code = errno;
    unfinished->done();  // of that name there is nothing, or another's
    unfinished.reset();
    if (code != EEXIST && code != EINTR) return code;
  }
  return EEXIST;
}

}  // namespace

class Sink::Impl {
 public:
  explicit Impl(std::string path) : path_(std::move(path)) {}
  ~Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  Result<void> open(std::span<const FileIdentity> inputs, std::optional<Compression> asked) {
    const std::optional<int> descriptor = path_ == "-" ? STDOUT_FILENO : named_descriptor(path_);
    auto opened = descriptor ? open_descriptor(*descriptor, inputs) : open_path(inputs);
    if (!opened) return opened;
    compression_ = asked.value_or(path_ == "-" ? Compression::kNone : compression_of_name(path_));
    buffer_.reserve(kBuffer);
    return compression_ == Compression::kNone ? Result<void>() : begin_compression();
  }

  Result<void> end_member() {
    if (failure_) return std::unexpected(*failure_);
    if (compression_ != Compression::kGzip && compression_ != Compression::kZstd) return {};
    if (auto emptied = empty_buffer(); !emptied) return emptied;
    return end_compression();
  }

  Result<void> write(std::string_view bytes) {
    if (failure_) return std::unexpected(*failure_);
    bytes_written_ += bytes.size();
    if (buffer_.size() + bytes.size() > kBuffer) {
      if (auto emptied = empty_buffer(); !emptied) return emptied;
    }
    if (bytes.size() >= kBuffer) return write_through(bytes);
    buffer_.append(bytes);
    return {};
  }

  Result<void> flush() {
    if (failure_) return std::unexpected(*failure_);
    return empty_buffer();
  }

  Result<void> close() {
    if (failure_) return std::unexpected(*failure_);
    if (auto emptied = empty_buffer(); !emptied) return emptied;
    if (auto ended = end_compression(); !ended) return ended;
    if (const int code = file_.close(); code != 0) return fail(write_error(code, path_));
    if (unfinished_) {
      if (std::rename(temporary_.c_str(), place_.c_str()) != 0) {
        return fail(write_error(errno, path_));
      }
      unfinished_->done();
      unfinished_.reset();
    }
    failure_ = Error{.kind = Error::Kind::kInternal, .what = "is closed already", .path = path_};
    return {};
  }

  const std::string& path() const { return path_; }
  std::uint64_t bytes_written() const { return bytes_written_; }

 private:
  static bool is_input(std::optional<FileIdentity> identity, std::span<const FileIdentity> inputs) {
    return identity && std::ranges::find(inputs, *identity) != inputs.end();
  }

  Result<void> open_descriptor(int fd, std::span<const FileIdentity> inputs) {
    file_ = FileDescriptor(fd, FileDescriptor::Ownership::kBorrowed);
    struct stat status = {};
    if (::fstat(fd, &status) != 0) return fail(write_error(errno, path_));
    if (is_input(file_.identity(), inputs)) {
      return fail(input_refused(path_ == "-" ? "standard output" : path_));
    }
    return {};
  }

  Result<void> open_path(std::span<const FileIdentity> inputs) {
    struct stat status = {};
    const bool exists = ::stat(path_.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) return fail(write_error(EISDIR, path_));
    if (exists && !S_ISREG(status.st_mode)) {
      const int fd = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
      if (fd < 0) return fail(write_error(errno, path_));
      file_ = FileDescriptor(fd, FileDescriptor::Ownership::kOwned);
      return {};
    }
    if (exists) {
      if (is_input(FileIdentity{.device = status.st_dev, .inode = status.st_ino}, inputs)) {
        return fail(input_refused(path_));
      }
      // rename() would replace a file that may not be written.
      if (::access(path_.c_str(), W_OK) != 0) return fail(write_error(errno, path_));
    }
    place_ = follow_links(path_);
    const int code = create_beside(directory_of(place_), temporary_, file_, unfinished_);
    if (code != 0) return fail(write_error(code, path_));
    if (exists && ::fchmod(file_.get(), status.st_mode & kPermissionBits) != 0) {
      return fail(write_error(errno, path_));
    }
    return {};
  }

  Result<void> empty_buffer() {
    if (buffer_.empty()) return {};
    auto written = write_through(buffer_);
    buffer_.clear();
    return written;
  }

  Result<void> begin_compression() {
    auto compressor = Compressor::create(
        compression_, [this](std::string_view bytes) { return file_.write_all(bytes); });
    if (!compressor) return fail(compressor.error());
    compressor_ = std::move(*compressor);
    return {};
  }

  Result<void> end_compression() {
    if (compressor_ == nullptr) return {};
    if (auto finished = compressor_->finish(); !finished) return fail(finished.error());
    compressor_.reset();
    return {};
  }

  Result<void> write_through(std::string_view bytes) {
    if (compression_ != Compression::kNone) {
      if (compressor_ == nullptr) {
        if (auto begun = begin_compression(); !begun) return begun;
      }
      auto written = compressor_->write(bytes);
      return written ? written : fail(written.error());
    }
    const int code = file_.write_all(bytes);
    return code == 0 ? Result<void>() : fail(write_error(code, path_));
  }

  std::unexpected<Error> fail(Error error) {
    if (error.path.empty()) error.path = path_;
    failure_ = error;
    return std::unexpected(std::move(error));
  }

  std::string path_;       // as the user gave it
  std::string place_;      // where links lead
  std::string temporary_;  // what is written until close()
  FileDescriptor file_;
  std::unique_ptr<UnfinishedOutput> unfinished_;
  Compression compression_ = Compression::kNone;
  std::unique_ptr<Compressor> compressor_;  // of the member that is written; none between two
  std::string buffer_;
  std::uint64_t bytes_written_ = 0;
  std::optional<Error> failure_;
};

Sink::Sink(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Sink::~Sink() = default;

Result<std::unique_ptr<Sink>> Sink::create(const std::string& path,
                                           std::span<const FileIdentity> inputs,
                                           std::optional<Compression> compression) {
  auto impl = std::make_unique<Impl>(path);
  if (auto opened = impl->open(inputs, compression); !opened) {
    return std::unexpected(opened.error());
  }
  return std::unique_ptr<Sink>(new Sink(std::move(impl)));
}

Result<void> Sink::write(std::string_view bytes) { return impl_->write(bytes); }
Result<void> Sink::end_member() { return impl_->end_member(); }
Result<void> Sink::flush() { return impl_->flush(); }
Result<void> Sink::close() { return impl_->close(); }
const std::string& Sink::path() const { return impl_->path(); }
std::uint64_t Sink::bytes_written() const { return impl_->bytes_written(); }

Error write_error(int code, const std::string& path) {
  if (code == EPIPE) {
    return {.kind = Error::Kind::kOutput, .what = std::string(kBrokenPipe), .path = path};
  }
  return system_error(Error::Kind::kOutput, code, path);
}

bool is_broken_pipe(const Error& error) {
  return error.kind == Error::Kind::kOutput && error.what == kBrokenPipe;
}

}  // namespace leitong
