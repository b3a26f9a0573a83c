// Rows of cells laid over each other: each row is a base, and its cell for code c lies at base + c.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leitong {

// Gives out bases such that no two rows want one place and no two rows have one base.
class RowPacker {
 public:
  // A base for a row with these columns, ascending, at least one.
  std::uint32_t place(std::span<const std::uint32_t> columns);
  // A base that no row has: whoever looks there finds only cells of others.
  std::uint32_t unused_base();
  // All places given out lie below.
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::vector<std::uint64_t> taken_;  // a bit for each place
  std::vector<std::uint64_t> bases_;  // a bit for each base
  std::size_t size_ = 0;
};

}  // namespace leitong
