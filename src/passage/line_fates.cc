#include "passage/line_fates.h"

#include "passage/blank_lines.h"

namespace leitong {

void LineFates::blank() {
  if (run_lines_ > 0) {
    ++blank_after_;
  } else {
    ++blank_before_;
  }
}

void LineFates::paragraph(bool removed) {
  if (removed) {
    run_lines_ += blank_after_ + 1;
    blank_after_ = 0;
    return;
  }
  close_run();
  decide(1, true);
  any_stays_ = true;
}

void LineFates::end() {
  if (run_lines_ > 0 && !any_stays_) {
    decide(blank_before_ + run_lines_ + blank_after_, false);
    blank_before_ = run_lines_ = blank_after_ = 0;
  }
  close_run();
  any_stays_ = false;
}

void LineFates::close_run() {
  if (run_lines_ == 0) {
    decide(blank_before_, true);
  } else {
    const BlankLines kept = blank_lines_kept(blank_before_, blank_after_);
    decide(kept.before, true);
    decide(blank_before_ - kept.before + run_lines_, false);
    decide(blank_after_, kept.after > 0);
  }
  blank_before_ = run_lines_ = blank_after_ = 0;
}

bool LineFates::take() {
  const bool stays = decided_.front();
  decided_.pop_front();
  return stays;
}

}  // namespace leitong
