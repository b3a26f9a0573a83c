// libarchive's formats `raw` and `empty` behind one filter that is forced, not guessed: its
// guessing takes a text that starts with "begin 644" for uuencode, and would unpack an archive in
// an archive. Blocks are taken as libarchive hands them out; archive_read_data() would lose what it
// had already copied when an error comes. Trailing garbage, about which it says nothing after gzip,
// bzip2 and lz4, shows as input that was not consumed; zeros (a tape's padding) are let pass as
// gzip does.
#include "io/decompressor.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/system_error.h"

namespace leitong {
namespace {

constexpr std::size_t kRawBuffer = std::size_t{1} << 16;

int filter_code(Compression compression) {
  switch (compression) {
    case Compression::kGzip:
      return ARCHIVE_FILTER_GZIP;
    case Compression::kBzip2:
      return ARCHIVE_FILTER_BZIP2;
    case Compression::kXz:
      return ARCHIVE_FILTER_XZ;
    case Compression::kZstd:
      return ARCHIVE_FILTER_ZSTD;
    case Compression::kLz4:
      return ARCHIVE_FILTER_LZ4;
    case Compression::kNone:
      break;
  }
  return ARCHIVE_FILTER_NONE;
}

// Of a complete file. libarchive takes one that ends within its header for an empty one.
std::size_t least_size(Compression compression) {
  switch (compression) {
    case Compression::kGzip:
      return 20;
    case Compression::kBzip2:
      return 14;
    case Compression::kXz:
      return 32;
    case Compression::kZstd:
      return 8;
    case Compression::kLz4:
      return 11;
    case Compression::kNone:
      break;
  }
  return 0;
}

bool has_nonzero(std::string_view bytes) {
  return bytes.find_first_not_of('\0') != std::string_view::npos;
}

}  // namespace

class Decompressor::Impl {
 public:
  Impl(Compression compression, RawReader read_raw)
      : compression_(compression), read_raw_(std::move(read_raw)), raw_(kRawBuffer) {}
  ~Impl() { archive_read_free(archive_); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  Result<std::size_t> read(std::span<char> buffer) {
    if (archive_ == nullptr) {
      const int opened = open();
      if (opened == ARCHIVE_EOF) {
        ended_ = true;
      } else if (opened != ARCHIVE_OK) {
        return std::unexpected(failure());
      }
    }
    while (pending_.empty() && !ended_) {
      const void* block = nullptr;
      std::size_t size = 0;
      la_int64_t offset = 0;
      const int status = archive_read_data_block(archive_, &block, &size, &offset);
      if (status == ARCHIVE_EOF) {
        ended_ = true;
      } else if (status != ARCHIVE_OK) {
        return std::unexpected(failure());
      } else {
        pending_ = {static_cast<const char*>(block), size};
        decoded_ = decoded_ || size > 0;
      }
    }
    if (pending_.empty()) {
      if (auto rest = check_rest(); !rest) return std::unexpected(rest.error());
      return 0;
    }
    const std::size_t size = std::min(buffer.size(), pending_.size());
    std::memcpy(buffer.data(), pending_.data(), size);
    pending_.remove_prefix(size);
    return size;
  }

 private:
  int open() {
    archive_ = archive_read_new();
    if (archive_ == nullptr) return ARCHIVE_FATAL;
    for (const int status :
         {archive_read_support_format_raw(archive_), archive_read_support_format_empty(archive_),
          archive_read_append_filter(archive_, filter_code(compression_)),
          archive_read_open(archive_, this, nullptr, &Impl::read_callback, nullptr)}) {
      if (status != ARCHIVE_OK) return status;
    }
    // A filter that fails in its first block is an empty archive to libarchive, but has said why.
    if (archive_error_string(archive_) != nullptr) return ARCHIVE_FATAL;
    archive_entry* entry = nullptr;
    return archive_read_next_header(archive_, &entry);
  }

  static la_ssize_t read_callback(archive* reader, void* self, const void** block) {
    auto& impl = *static_cast<Impl*>(self);
    std::size_t size = 0;
    impl.raw_error_ = impl.read_raw_(impl.raw_, size);
    if (impl.raw_error_ != 0) {
      archive_set_error(reader, impl.raw_error_, "read error");
      return ARCHIVE_FATAL;
    }
    impl.raw_total_ += size;
    impl.raw_ended_ = size == 0;
    if (size > 0) {
      // Filters look ahead by less than this for another member.
      constexpr std::size_t kLookAhead = 64;
      impl.recent_.append(impl.raw_.data(), size);
      if (impl.recent_.size() > size + kLookAhead) {
        impl.recent_.erase(0, impl.recent_.size() - size - kLookAhead);
      }
    }
    *block = impl.raw_.data();
    return static_cast<la_ssize_t>(size);
  }

  Error failure() const {
    if (raw_error_ != 0) return system_error(Error::Kind::kInput, raw_error_, {});
    const std::string name(compression_name(compression_));
    if (archive_ == nullptr) return {.kind = Error::Kind::kInternal, .what = "libarchive failed"};
    const char* detail = archive_error_string(archive_);
    return {.kind = Error::Kind::kInput,
            .what = (raw_ended_ ? name + " data ends too early" : "damaged " + name + " data") +
                    (detail == nullptr ? "" : " (" + std::string(detail) + ")")};
  }

  // What follows the last member must be nothing, or zeros.
  Result<void> check_rest() {
    const std::string name(compression_name(compression_));
    if (raw_total_ < least_size(compression_)) {
      raw_ended_ = true;
      return std::unexpected(failure());
    }
    const auto consumed = static_cast<std::uint64_t>(archive_filter_bytes(archive_, -1));
    const std::size_t left = std::min<std::uint64_t>(raw_total_ - consumed, recent_.size());
    std::string_view rest = std::string_view(recent_).substr(recent_.size() - left);
    while (!has_nonzero(rest)) {
      std::size_t size = 0;
      raw_error_ = read_raw_(raw_, size);
      if (raw_error_ != 0) return std::unexpected(failure());
      recent_.clear();
      if (size == 0) return {};
      rest = {raw_.data(), size};
    }
    if (!decoded_) return std::unexpected(failure());
    return std::unexpected(
        Error{.kind = Error::Kind::kInput, .what = "something else follows the " + name + " data"});
  }

  Compression compression_;
  RawReader read_raw_;
  std::vector<char> raw_;  // the block that libarchive reads now
  std::string recent_;     // its bytes, and some before it
  std::uint64_t raw_total_ = 0;
  int raw_error_ = 0;
  bool raw_ended_ = false;
  archive* archive_ = nullptr;
  std::string_view pending_;  // decoded, not yet delivered; libarchive's memory
  bool decoded_ = false;      // anything
  bool ended_ = false;
};

Decompressor::Decompressor(Compression compression, RawReader read_raw)
    : impl_(std::make_unique<Impl>(compression, std::move(read_raw))) {}
Decompressor::~Decompressor() = default;

Result<std::size_t> Decompressor::read(std::span<char> buffer) { return impl_->read(buffer); }

}  // namespace leitong
