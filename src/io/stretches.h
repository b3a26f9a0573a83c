// Stretches of an input that are read as if they were all of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "io/line_records.h"
#include "io/source.h"

namespace leitong {

// In ascending order, none empty, none touching the next. 24 bytes each.
class Stretches {
 public:
  // Bytes [begin, begin + size) of the input, behind all that was added.
  void add(std::uint64_t begin, std::uint64_t size);

  // Where a byte of the whole of them stands in the input; `at` is less than size().
  [[nodiscard]] std::uint64_t in_input(std::uint64_t at) const;
  // How many line ends of the input before that byte are in none of them. Known of what was read
  // by StretchSource.
  [[nodiscard]] std::uint64_t line_ends_left_out(std::uint64_t at) const;
  // Stretches of the whole of these, as stretches of the input.
  [[nodiscard]] Stretches in_input(const Stretches& inner) const;

  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  friend class StretchSource;
  struct Stretch {
    std::uint64_t begin;  // in the input
    std::uint64_t at;     // in the whole of them
    std::uint64_t line_ends_left_out = 0;
  };
  [[nodiscard]] std::size_t find(std::uint64_t at) const;
  [[nodiscard]] std::uint64_t end(std::size_t i) const;  // in the input

  std::vector<Stretch> stretches_;
  std::uint64_t size_ = 0;
};

// Reads them, and nothing behind the last one. Not thread-safe.
class StretchSource final : public Source {
 public:
  // Both outlive it. `counts`: their line_ends_left_out() is found out, which needs all of
  // it to be read once, and nobody to ask behind what was read.
  StretchSource(Source& input, Stretches& stretches, LineEnds line_ends, bool counts)
      : Source(input.name()),
        input_(input),
        stretches_(stretches),
        line_ends_(line_ends),
        counts_(counts) {}

  Result<std::size_t> read(std::span<char> buffer) override;
  Result<void> rewind() override;
  [[nodiscard]] bool rewindable() const override { return input_.rewindable(); }
  [[nodiscard]] std::uint64_t raw_bytes_read() const override { return input_.raw_bytes_read(); }
  [[nodiscard]] std::optional<std::uint64_t> raw_size() const override { return input_.raw_size(); }
  [[nodiscard]] std::optional<FileIdentity> identity() const override { return input_.identity(); }

 private:
  // Moves what is in the stretches to the front of `bytes`, which stand at offset_ in the input.
  [[nodiscard]] std::size_t take(std::span<char> bytes);
  void leave_out(std::string_view bytes);

  Source& input_;
  Stretches& stretches_;
  LineEnds line_ends_;
  bool counts_;
  std::size_t next_ = 0;  // the stretch that is read, or comes next
  std::uint64_t offset_ = 0;
  std::uint64_t line_ends_left_out_ = 0;
  bool after_cr_ = false;  // of what was left out last
  char last_taken_ = '\n';
};

}  // namespace leitong
