// The audit of removed paragraphs: a line for each removed run and each run of its source.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/paragraph/paragraph_decider.h"
#include "engine/report/audit.h"

namespace leitong {

struct FilterRun;

// Without an audit all calls do nothing but count the runs.
class RunAudit {
 public:
  explicit RunAudit(FilterRun& run) : run_(run) {}

  // The next paragraph, in reading order, stands here.
  void add_place(const Place& place, const std::string& id);
  // The decision on the next paragraph, in reading order.
  void add(const ParagraphDecision& decision);
  // No run reaches across this place. `whole`: the record in which all this stood, if it was
  // dropped whole; then there is one line for it.
  void separate(const Place* whole = nullptr);

 private:
  struct Paragraph {
    Place place;
    std::uint32_t id;
  };
  // Consecutive removed paragraphs whose leaders are consecutive too.
  struct Line {
    std::uint64_t first, last;
    std::uint64_t leader_first, leader_last;
    double similarity;
  };

  void write(const Line& line, const Place* whole);
  [[nodiscard]] Place place(std::uint64_t first, std::uint64_t last) const;
  [[nodiscard]] bool same_record(std::uint64_t a, std::uint64_t b) const;

  FilterRun& run_;
  std::vector<Paragraph> paragraphs_;  // by number
  std::vector<std::string> ids_;
  std::vector<Line> lines_;  // since the last separation
  std::uint64_t next_ = 0;
  bool in_run_ = false;
};

}  // namespace leitong
