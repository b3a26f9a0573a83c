// SimHash by 64 counters.
#pragma once

#include <cstdint>
#include <span>

namespace leitong::reference {

inline std::uint64_t simhash(std::span<const std::uint64_t> shingles) {
  std::uint64_t fingerprint = 0;
  for (unsigned bit = 0; bit < 64; ++bit) {
    std::uint64_t ones = 0, zeros = 0;
    for (const std::uint64_t h : shingles) ++((h >> bit & 1) != 0 ? ones : zeros);
    if (ones > zeros) fingerprint |= 1ULL << bit;
  }
  return fingerprint;
}

}  // namespace leitong::reference
