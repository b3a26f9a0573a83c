// The five compressions that inputs and outputs may have, and how each is known.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace leitong {

enum class Compression { kNone, kGzip, kBzip2, kXz, kZstd, kLz4 };

// "gzip"; "" for kNone.
[[nodiscard]] std::string_view compression_name(Compression compression);

// Known from the first bytes of an input. nullopt: more bytes are needed to tell; never once the
// prefix has kLongestMagic bytes.
inline constexpr std::size_t kLongestMagic = 10;
[[nodiscard]] std::optional<Compression> compression_of_bytes(std::string_view prefix);

// By the name of an output: .gz .bz2 .xz .zst .lz4.
[[nodiscard]] Compression compression_of_name(std::string_view path);

}  // namespace leitong
