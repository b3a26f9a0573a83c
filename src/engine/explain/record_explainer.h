// Follows one record through a run, and looks at it again when all is decided.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/record/record_batch.h"
#include "engine/report/audit.h"
#include "leitong/error.h"
#include "leitong/explanation.h"

namespace leitong {

struct FilterRun;

class RecordExplainer {
 public:
  // `name` outlives it.
  explicit RecordExplainer(const RecordName& name) : name_(name) {}

  // Before anything is decided: of which of the inputs it is, of which the first are references.
  [[nodiscard]] Result<void> start(std::span<const std::string> inputs, std::uint32_t references);
  // A record was removed; in the order of the inputs.
  void add(const Place& removed, const Place& leader);
  // All that was removed was told. Reads the inputs of the run again.
  [[nodiscard]] Result<void> finish(FilterRun& run);

  [[nodiscard]] Explanation take() { return std::move(explanation_); }

 private:
  // The bytes of a record, with its line end.
  struct Found {
    Place place;
    std::string bytes;
  };

  [[nodiscard]] bool is_it(const Place& place) const {
    return place.input == input_ && place.record == name_.number;
  }
  [[nodiscard]] Error missing(const FilterRun& run) const;
  [[nodiscard]] Result<void> find(FilterRun& run);
  void look_for_nearest(const FilterRun& run, const RecordBatch& batch);
  [[nodiscard]] Result<void> find_nearest(FilterRun& run);
  // Passes over those removed before this place, and says whether the record there is one.
  [[nodiscard]] bool was_removed(const Place& place);
  [[nodiscard]] static Result<ExplainedRecord> read(const FilterRun& run, const Found& found);
  [[nodiscard]] Result<void> explain_pair(const FilterRun& run, const Found& other);

  const RecordName& name_;
  std::uint32_t input_ = 0;
  Explanation explanation_;

  struct Begin {
    std::uint32_t input;
    std::uint64_t byte;
  };
  std::vector<Begin> removed_;
  std::size_t passed_ = 0;  // of these
  std::optional<Place> leader_place_;

  std::optional<Found> record_;
  std::optional<Found> leader_;
  std::uint64_t last_number_ = 0;  // of the input's records
  std::uint64_t enclosing_ = 0;    // the number of the record in which the line asked for stands
  enum class Line { kNone, kBlank, kHeader, kOther, kRecord } line_ = Line::kNone;

  std::vector<std::uint64_t> shingles_;  // of the record, a set
  std::vector<std::uint64_t> others_;
  bool passed_it_ = false;
  double nearest_similarity_ = 0;
  std::optional<Found> nearest_;
};

}  // namespace leitong
