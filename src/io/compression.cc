#include "io/compression.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace leitong {
namespace {

using namespace std::string_view_literals;

struct Magic {
  Compression compression;
  std::string_view bytes;  // '?' stands for any byte; no magic has a real one
};

// bzip2's three letters could start a text, so the mark of its first block (or of its end, where
// there is none) is asked for as well. pzstd starts with a skippable frame.
constexpr std::array kMagics = {
    Magic{Compression::kGzip, "\x1F\x8B\x08"sv},
    Magic{Compression::kBzip2, "BZh?\x31\x41\x59\x26\x53\x59"sv},
    Magic{Compression::kBzip2, "BZh?\x17\x72\x45\x38\x50\x90"sv},
    Magic{Compression::kXz, "\xFD\x37\x7A\x58\x5A\x00"sv},
    Magic{Compression::kZstd, "\x28\xB5\x2F\xFD"sv},
    Magic{Compression::kZstd, "\x50\x2A\x4D\x18"sv},
    Magic{Compression::kLz4, "\x04\x22\x4D\x18"sv},
    Magic{Compression::kLz4, "\x02\x21\x4C\x18"sv},
};

bool fits(const Magic& magic, std::string_view prefix) {
  const std::size_t length = std::min(magic.bytes.size(), prefix.size());
  for (std::size_t i = 0; i < length; ++i) {
    if (magic.bytes[i] != '?' && magic.bytes[i] != prefix[i]) return false;
  }
  return true;
}

struct Suffix {
  Compression compression;
  std::string_view text;
};

constexpr std::array kSuffixes = {
    Suffix{Compression::kGzip, ".gz"}, Suffix{Compression::kBzip2, ".bz2"},
    Suffix{Compression::kXz, ".xz"},   Suffix{Compression::kZstd, ".zst"},
    Suffix{Compression::kLz4, ".lz4"},
};

}  // namespace

std::string_view compression_name(Compression compression) {
  switch (compression) {
    case Compression::kNone:
      return "";
    case Compression::kGzip:
      return "gzip";
    case Compression::kBzip2:
      return "bzip2";
    case Compression::kXz:
      return "xz";
    case Compression::kZstd:
      return "zstd";
    case Compression::kLz4:
      return "lz4";
  }
  return "";
}

std::optional<Compression> compression_of_bytes(std::string_view prefix) {
  bool undecided = false;
  for (const Magic& magic : kMagics) {
    if (!fits(magic, prefix)) continue;
    if (prefix.size() >= magic.bytes.size()) return magic.compression;
    undecided = true;
  }
  if (undecided) return std::nullopt;
  return Compression::kNone;
}

Compression compression_of_name(std::string_view path) {
  for (const Suffix& suffix : kSuffixes) {
    if (path.ends_with(suffix.text)) return suffix.compression;
  }
  return Compression::kNone;
}

}  // namespace leitong
