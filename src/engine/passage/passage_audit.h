// The audit of passages that were cut out: a line for each repeat in them.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "engine/filter_run.h"
#include "engine/passage/passage_decider.h"
#include "engine/passage/passage_source.h"

namespace leitong {

// Not for use by two threads at once.
class PassageAudit {
 public:
  // Both outlive it; the run has an audit.
  PassageAudit(FilterRun& run, PassageSource& source) : run_(run), source_(source) {}

  // All cuts of the decider, which kept its repeats.
  void write(const PassageDecider& decided);

 private:
  void write_record(const PassageCut& cut, const Repeat& first);
  void write_repeats(const PassageCut& cut, std::span<const Repeat> repeats);
  // A line for `removed`, which begins at `position`; the leader is [leader_begin, leader_end).
  void add(const Place& removed, std::uint64_t position, std::uint64_t leader_begin,
           std::uint64_t leader_end, double similarity);
  [[nodiscard]] std::string id_of(std::uint64_t position);

  FilterRun& run_;
  PassageSource& source_;
};

}  // namespace leitong
