// Writes what stays when passages are cut out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "engine/filter_run.h"
#include "engine/passage/passage_edit.h"
#include "engine/record/record_mark.h"
#include "passage/line_fates.h"

namespace leitong {

// Not for use by two threads at once.
class PassageWriter {
 public:
  // All outlive it. `unreadable`: what is dropped for that, in order.
  PassageWriter(FilterRun& run, const std::vector<DroppedLine>& unreadable)
      : run_(run),
        marker_(run.options, run.inputs.layout(), run.place_names),
        unreadable_(unreadable) {}

  // Blocks in order.
  void write(const PassageEdit& edit);

 private:
  // What stays of a line, if it does.
  struct HeldPiece {
    std::uint64_t begin;  // in the input
    std::string bytes;
  };
  using HeldLine = std::vector<HeldPiece>;

  void hold(const PassageEdit& edit, const LineEdit& line);
  void write_text_line(const PassageEdit& edit, const LineEdit& line);
  void write_record(const PassageEdit& edit, const LineEdit& line);
  // Records that stay, but for those that can't be read.
  void write_staying(const PassageEdit& edit, const LineEdit& lines);
  void write_marked(const PassageEdit& edit, const std::string& lines);
  void mark_record(const PassageEdit& edit, const LineEdit& line);
  void settle(const PassageEdit& edit);
  void write(const PassageEdit& edit, std::size_t begin, std::size_t end);
  void write_pending(const PassageEdit& edit);

  FilterRun& run_;
  RecordMarker marker_;
  const std::vector<DroppedLine>& unreadable_;
  std::size_t next_unreadable_ = 0;

  // Lines of text whose fate is open: blank ones, and what of a paragraph stays.
  LineFates fates_;
  std::deque<HeldLine> held_;

  std::size_t pending_begin_ = 0;  // bytes of the block to write
  std::size_t pending_end_ = 0;
};

}  // namespace leitong
