// What is cut out of the inputs, from the repeats that were found in them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/passage/passage_source.h"
#include "leitong/filter.h"
#include "passage/repeat_finder.h"

namespace leitong {

// A passage that goes: the units [begin, end), which begin and end with a place where a text may be
// cut, and with no space.
struct PassageCut {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  bool whole_record = false;  // JSONL, lines: the record is dropped
  // The repeats that it is made of, if they are kept.
  std::size_t first_repeat = 0;
  std::size_t last_repeat = 0;  // behind the last
};

// Not for use by two threads at once.
class PassageDecider {
 public:
  // `options` and `source` outlive it.
  PassageDecider(const FilterOptions& options, Format format, PassageSource& source,
                 bool keep_repeats)
      : options_(options),
        has_records_(format != Format::kText),
        keep_repeats_(keep_repeats),
        source_(source) {}

  // The next repeat of the record at hand.
  void add(const Repeat& repeat);
  // The record with the units [begin, end) is over.
  void end_record(std::uint64_t begin, std::uint64_t end);

  // In order. Complete after end_record().
  [[nodiscard]] const std::vector<PassageCut>& cuts() const { return cuts_; }
  // Those that cuts name.
  [[nodiscard]] const std::vector<Repeat>& repeats() const { return repeats_; }

 private:
  [[nodiscard]] bool joins(const Repeat& next);
  [[nodiscard]] bool in_one_record(std::uint64_t a, std::uint64_t b);
  void close();
  [[nodiscard]] std::uint64_t begin_of_cut(const Repeat& first, std::uint64_t end);
  [[nodiscard]] std::uint64_t end_of_cut(std::uint64_t begin, std::uint64_t end);
  [[nodiscard]] char16_t unit(std::uint64_t position);
  void limit_cuts(std::uint64_t begin, std::uint64_t end);

  const FilterOptions& options_;
  bool has_records_;
  bool keep_repeats_;
  PassageSource& source_;

  // Repeats that make one passage so far; empty or in order.
  std::vector<Repeat> open_;
  std::uint64_t open_end_ = 0;
  std::size_t first_cut_ = 0;  // of the record at hand
  // By cut of the record at hand: the source of its first repeat.
  std::vector<std::uint64_t> sources_;
  std::vector<PassageCut> cuts_;
  std::vector<Repeat> repeats_;
};

}  // namespace leitong
