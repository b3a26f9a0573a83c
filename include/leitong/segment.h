// Word boundaries of UTF-16 text exactly as the linked ICU's root word BreakIterator gives them
// (UAX #29 with ICU's dictionaries for Chinese, Japanese, Thai, Khmer, Lao and Burmese).
//
// Every ICU dictionary is loaded before the first segmenter is handed out, since ICU 72's answers
// depend on which dictionaries a process has loaded (`ージョン`).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "leitong/error.h"

namespace leitong {

// Boundaries as bitmaps, bit i % 64 of word i / 64 for UTF-16 unit i. Bits from `units` on are 0;
// each vector has units / 64 + 1 words, so that bit `units` can be read.
struct Segmentation {
  std::size_t units = 0;
  std::vector<std::uint64_t> starts;  // a segment starts at this unit (bit 0 set unless empty)
  std::vector<std::uint64_t> words;   // … and it is a word: ICU's rule status is 100 or more
};

enum class SegmenterKind {
  kAuto,  // the fastest that gives ICU's answer
  kIcu,   // ICU itself
};

// What a segmenter has done so far.
struct SegmenterCounts {
  std::uint64_t units = 0;
  // Of these, the units of stretches that were not decided by the fast way: walked a character at a
  // time, or given to ICU.
  std::uint64_t walked_units = 0;
  std::uint64_t icu_units = 0;
};

// Not for use by two threads at once; make one a thread. Reused from text to text.
class Segmenter {
 public:
  virtual ~Segmenter() = default;

  // Overwrites `out`. Any units are legal, lone surrogates too. At most 2^31 - 1 units.
  virtual void segment(std::u16string_view text, Segmentation& out) = 0;

  [[nodiscard]] virtual SegmenterCounts counts() const = 0;
};

// Fails only where ICU itself does (its data is missing).
[[nodiscard]] Result<std::unique_ptr<Segmenter>> make_segmenter(SegmenterKind kind);

// Why kAuto is plain ICU here: "built for ICU 72.1"; empty where it is the fast segmenter.
[[nodiscard]] std::string_view why_plain_icu();

// Hash of the CJK dictionary of the linked ICU (docs/design.md section 5); 0 if there is none.
[[nodiscard]] std::uint64_t dictionary_hash();

// "72.1": the ICU that is linked.
[[nodiscard]] std::string_view icu_version();

}  // namespace leitong
