// Leaders as many as memory holds: one part of those of a run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "engine/batch/pending_record.h"
#include "engine/judge.h"
#include "engine/record/record_texts.h"
#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/leaders.h"
#include "match/growing_array.h"

namespace leitong {

struct PartMemory {
  std::size_t leaders = 0;  // bytes, beyond which a part is closed
  std::size_t cache = 0;    // … of shingles
};

// How many counts PendingRecord::met has.
[[nodiscard]] Result<std::size_t> buckets_of_a_record(const Comparison& comparison);

// Not for use by two threads at once.
class LeaderPart {
 public:
  struct Decision {
    std::optional<std::uint64_t> leader;  // its number; none: it is not led by this part
    double similarity = 0;
  };

  // `texts` outlives it, and has nothing of an earlier part.
  [[nodiscard]] static Result<LeaderPart> create(const Comparison& comparison, RecordTexts& texts,
                                                 PartMemory memory);

  // Takes records in rank order. One that is not led is kept as long as the part is open; later its
  // `met` is brought up to date. `shingles`: empty where they are not at hand.
  [[nodiscard]] Decision judge(PendingRecord& record, std::span<const std::uint64_t> shingles);
  // Closed parts keep nothing more.
  [[nodiscard]] bool is_open() const { return is_open_; }

  [[nodiscard]] const Judge& judged() const { return judge_; }
  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  LeaderPart(Judge judge, RecordTexts& texts, bool has_texts, bool can_close, std::size_t memory)
      : judge_(std::move(judge)),
        texts_(&texts),
        has_texts_(has_texts),
        can_close_(can_close),
        most_bytes_(memory) {}

  [[nodiscard]] std::uint64_t number_of(RecordId id) const;

  // A kept record: how the judge calls it, and its own number.
  struct Kept {
    std::uint64_t number = 0;
    RecordId id = 0;
  };

  Judge judge_;
  RecordTexts* texts_;
  bool has_texts_;  // are there any to be compared exactly?
  bool can_close_;
  std::size_t most_bytes_;
  bool is_open_ = true;
  RecordId next_ = 0;
  GrowingArray<Kept> kept_;  // in order
};

}  // namespace leitong
