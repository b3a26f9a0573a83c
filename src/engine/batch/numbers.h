// Numbers in spilled entries, the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace leitong {

// Appends the lowest `bytes` bytes of a number, the lowest first.
inline void append_number(std::string& out, std::uint64_t number, std::size_t bytes = 8) {
  for (std::size_t i = 0; i < bytes; ++i) out += static_cast<char>(number >> 8 * i);
}

// Takes it from the front of `in`, which has that many.
[[nodiscard]] inline std::uint64_t take_number(std::string_view& in, std::size_t bytes = 8) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < bytes; ++i) {
    number |= std::uint64_t{static_cast<unsigned char>(in[i])} << 8 * i;
  }
  in.remove_prefix(bytes);
  return number;
}

// LEB128: seven bits a byte, the lowest first, and a bit that says that more follow.
inline void append_short(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>(number | 0x80);
  out += static_cast<char>(number);
}

[[nodiscard]] inline std::uint64_t take_short(std::string_view& in) {
  std::uint64_t number = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(in.front());
    in.remove_prefix(1);
    number |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return number;
  }
}

// Such that keys in the order of their bytes are in the order of the numbers.
inline void append_ordered(std::string& key, std::uint64_t number, std::size_t bytes = 8) {
  for (std::size_t i = bytes; i-- > 0;) key += static_cast<char>(number >> 8 * i);
}

[[nodiscard]] inline std::uint64_t ordered_number(std::string_view key) {
  std::uint64_t number = 0;
  for (const char byte : key) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

}  // namespace leitong
