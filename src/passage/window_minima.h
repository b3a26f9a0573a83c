// The least of each few consecutive numbers, for the CPU at hand. The same answers on all.
#pragma once

#include <cstddef>
#include <cstdint>

namespace leitong {

// So many values more can be read and overwritten than there are.
inline constexpr std::size_t kMinimaPadding = 64;

// values[i] becomes the least of values[i] … values[i + width - 1], for i < count; there are
// count + width - 1 of them, and those behind the first `count` are overwritten. Bit i of `ends`,
// 64 a word, says that the next minimum is another, or that there is none. Both are at least 1.
void find_window_minima(std::uint32_t* values, std::size_t count, std::size_t width,
                        std::uint64_t* ends);

}  // namespace leitong
