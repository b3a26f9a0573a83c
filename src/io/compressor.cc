#include "io/compressor.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "io/system_error.h"

namespace leitong {
namespace {

// libarchive 3.6 crashes on closing an lz4 filter that was given nothing, so this is written by us:
// a frame without blocks (magic, flags, block size, header checksum, end mark, checksum of
// nothing).
constexpr std::string_view kEmptyLz4("\x04\x22\x4D\x18\x64\x40\xA7\0\0\0\0\x05\x5D\xCC\x02", 15);

int add_filter(archive* writer, Compression compression) {
  switch (compression) {
    case Compression::kGzip: {
      const int added = archive_write_add_filter_gzip(writer);
      return added == ARCHIVE_OK
                 ? archive_write_set_filter_option(writer, "gzip", "timestamp", nullptr)
                 : added;
    }
    case Compression::kBzip2:
      return archive_write_add_filter_bzip2(writer);
    case Compression::kXz:
      return archive_write_add_filter_xz(writer);
    case Compression::kZstd:
      return archive_write_add_filter_zstd(writer);
    case Compression::kLz4:
      return archive_write_add_filter_lz4(writer);
    case Compression::kNone:
      break;
  }
  return ARCHIVE_FATAL;
}

}  // namespace

class Compressor::Impl {
 public:
  explicit Impl(RawWriter write_raw)
      : write_raw_(std::move(write_raw)), archive_(archive_write_new()) {}
  ~Impl() {
    if (archive_ == nullptr) return;
    // Freed without being closed, libarchive leaks: what it writes now goes nowhere.
    write_raw_ = [](std::string_view) { return 0; };
    if (!finished_ && !written_) (void)archive_write_data(archive_, "x", 1);
    archive_write_free(archive_);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  Result<void> open(Compression compression) {
    compression_ = compression;
    if (archive_ == nullptr) return std::unexpected(failure());
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                         archive_entry_free);
    archive_entry_set_filetype(entry.get(), S_IFREG);
    for (const int status :
         {add_filter(archive_, compression), archive_write_set_format_raw(archive_),
          archive_write_set_bytes_per_block(archive_, 0),
          archive_write_open(archive_, this, nullptr, &Impl::write_callback, nullptr),
          archive_write_header(archive_, entry.get())}) {
      if (status != ARCHIVE_OK) return std::unexpected(failure());
    }
    return {};
  }

  Result<void> write(std::string_view bytes) {
    written_ |= !bytes.empty();
    while (!bytes.empty()) {
      const la_ssize_t put = archive_write_data(archive_, bytes.data(), bytes.size());
      if (put <= 0) return std::unexpected(failure());
      bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return {};
  }

  Result<void> finish() {
    if (compression_ == Compression::kLz4 && !written_) {
      raw_error_ = write_raw_(kEmptyLz4);
      if (raw_error_ != 0) return std::unexpected(failure());
      return {};
    }
    finished_ = true;
    if (archive_write_close(archive_) != ARCHIVE_OK) return std::unexpected(failure());
    return {};
  }

 private:
  static la_ssize_t write_callback(archive* writer, void* self, const void* data,
                                   std::size_t size) {
    auto& impl = *static_cast<Impl*>(self);
    if (impl.raw_error_ == 0)
      impl.raw_error_ = impl.write_raw_({static_cast<const char*>(data), size});
    if (impl.raw_error_ != 0) {
      archive_set_error(writer, impl.raw_error_, "write error");
      return -1;
    }
    return static_cast<la_ssize_t>(size);
  }

  Error failure() const {
    if (raw_error_ != 0) return system_error(Error::Kind::kOutput, raw_error_, {});
    const char* detail = archive_ == nullptr ? nullptr : archive_error_string(archive_);
    return {
        .kind = Error::Kind::kOutput,
        .what = "cannot compress" + (detail == nullptr ? "" : " (" + std::string(detail) + ")")};
  }

  RawWriter write_raw_;
  archive* archive_;
  Compression compression_ = Compression::kNone;
  bool written_ = false;
  int raw_error_ = 0;
  bool finished_ = false;
};

Compressor::Compressor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Compressor::~Compressor() = default;

Result<std::unique_ptr<Compressor>> Compressor::create(Compression compression,
                                                       RawWriter write_raw) {
  auto impl = std::make_unique<Impl>(std::move(write_raw));
  if (auto opened = impl->open(compression); !opened) return std::unexpected(opened.error());
  return std::unique_ptr<Compressor>(new Compressor(std::move(impl)));
}

Result<void> Compressor::write(std::string_view bytes) { return impl_->write(bytes); }
Result<void> Compressor::finish() { return impl_->finish(); }

}  // namespace leitong
