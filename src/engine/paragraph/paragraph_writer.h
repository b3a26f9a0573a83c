// Writes the lines that stay, once their fate is known, and the audit of those that go.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/filter_run.h"
#include "engine/paragraph/paragraph_batch.h"
#include "engine/paragraph/paragraph_decider.h"
#include "engine/paragraph/run_audit.h"
#include "engine/record/record_mark.h"
#include "engine/report/audit.h"
#include "passage/line_fates.h"

namespace leitong {

// For each batch: begin(); for each section: begin_section(), line() for each of its lines, with
// the decisions of paragraphs in between as they come, end_section(); end(). All decisions of a
// record come before its end_section(), all of an input's before end_input().
class ParagraphWriter {
 public:
  explicit ParagraphWriter(FilterRun& run);

  void begin(const ParagraphBatch& batch);
  void begin_section(const TextSection& section);
  void line(const TextLine& line);
  void decision(const ParagraphDecision& decision);
  void end_section();
  void end_input();
  void end();

  // Decisions may name as leaders paragraphs that come only later: give all their places first.
  void add_place(const Block& block, const TextSection& section, const TextLine& line);

 private:
  void settle();
  void settle_text_line(bool stays);
  void write_record();
  void find_holes();
  // A record that is not written as it was.
  void write_marked(const std::string& line);
  void hold_unsettled();
  void write(std::size_t begin, std::size_t end);
  void write_pending();
  void pass(const TextSection& section);

  FilterRun& run_;
  RecordMarker marker_;
  RunAudit audit_;
  bool collect_places_ = true;
  const ParagraphBatch* batch_ = nullptr;
  const TextSection* section_ = nullptr;

  std::deque<bool> unsettled_;  // lines whose fate is open, in order: is it blank?
  std::deque<ParagraphDecision> decisions_;
  LineFates fates_;

  // Text: lines that are open stand first in `held_`, then in the block from next_line_ on.
  std::string held_;
  std::deque<std::size_t> held_lengths_;
  std::size_t held_begin_ = 0;
  std::uint64_t held_offset_ = 0;  // where `held_` stands in the input
  std::size_t next_line_ = 0;

  // A record: which of its lines stay, and what goes, in the block's bytes.
  std::vector<bool> stays_;
  std::vector<Span> holes_;
  std::size_t paragraphs_removed_ = 0;
  std::size_t paragraphs_kept_ = 0;

  std::size_t pending_begin_ = 0;  // bytes of the block to write
  std::size_t pending_end_ = 0;
};

}  // namespace leitong
