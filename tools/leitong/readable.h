// Numbers as people read them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace leitong::tool {

// "16.4 kB", "9.9 MB": powers of 1000, as sizes of files are read.
[[nodiscard]] std::string readable_bytes(std::uint64_t bytes);
// "70,525"
[[nodiscard]] std::string readable_count(std::uint64_t count);
// "1 record", "70,525 records"; `one` takes an s.
[[nodiscard]] std::string counted(std::uint64_t count, const std::string& one);
// As printf writes a double: "%.2f".
[[nodiscard]] std::string number(const char* format, double value);
// Of `columns` columns at least, spaces before it; each byte of `text` takes a column.
[[nodiscard]] std::string right_aligned(const std::string& text, std::size_t columns);

}  // namespace leitong::tool
