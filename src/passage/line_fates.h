// From what became of the paragraphs of one text to what becomes of each of its lines.
#pragma once

#include <cstddef>
#include <deque>

namespace leitong {

// Takes the lines of a text in order, blank ones and paragraphs, and says in the same order which
// of them stay. Blank lines around a removed run follow `blank_lines_kept`; inside a run they go
// with it. Of a text that loses all its paragraphs nothing stays. Reused from text to text.
class LineFates {
 public:
  void blank();
  void paragraph(bool removed);
  // No more lines: all are decided now.
  void end();

  [[nodiscard]] bool empty() const { return decided_.empty(); }
  // Whether the next line stays. Needs !empty().
  bool take();

 private:
  void decide(std::size_t lines, bool stays) { decided_.insert(decided_.end(), lines, stays); }
  void close_run();

  std::deque<bool> decided_;
  std::size_t blank_before_ = 0;  // since the last paragraph that stays
  std::size_t run_lines_ = 0;     // of the removed run behind these; 0: none
  std::size_t blank_after_ = 0;   // behind the run
  bool any_stays_ = false;
};

}  // namespace leitong
