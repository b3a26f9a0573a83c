#include "engine/paragraph/run_audit.h"

#include <algorithm>

#include "engine/filter_run.h"

namespace leitong {

void RunAudit::add_place(const Place& place, const std::string& id) {
  if (!run_.audit) return;
  if (ids_.empty() || ids_.back() != id) ids_.push_back(id);
  paragraphs_.push_back({place, static_cast<std::uint32_t>(ids_.size() - 1)});
}

void RunAudit::add(const ParagraphDecision& decision) {
  const std::uint64_t number = next_++;
  if (!decision.removed) {
    in_run_ = false;
    // Of a record it must be known first whether it goes as a whole.
    if (run_.inputs.format() == Format::kText) separate();
    return;
  }
  if (!in_run_) ++run_.report.passages;
  const bool continues = in_run_ && !lines_.empty();
  in_run_ = true;
  if (!run_.audit) return;
  if (continues) {
    Line& line = lines_.back();
    const bool leader_continues =
        decision.leader == line.leader_last + 1 && same_record(decision.leader, line.leader_last);
    if (line.last + 1 == number && leader_continues) {
      line.last = number;
      line.leader_last = decision.leader;
      line.similarity = std::min(line.similarity, decision.similarity);
      return;
    }
  }
  lines_.push_back({number, number, decision.leader, decision.leader, decision.similarity});
}

void RunAudit::separate(const Place* whole) {
  in_run_ = false;
  if (whole != nullptr && !lines_.empty()) {
    const auto least = std::ranges::min_element(lines_, {}, &Line::similarity);
    lines_.front().similarity = least->similarity;
    lines_.resize(1);
  }
  for (const Line& line : lines_) write(line, whole);
  lines_.clear();
}

void RunAudit::write(const Line& line, const Place* whole) {
  const Place removed = whole != nullptr ? *whole : place(line.first, line.last);
  run_.tell_removed(removed, ids_[paragraphs_[line.first].id], name_of(run_.comparison.method),
                    line.similarity, place(line.leader_first, line.leader_last),
                    ids_[paragraphs_[line.leader_first].id]);
}

Place RunAudit::place(std::uint64_t first, std::uint64_t last) const {
  Place place = paragraphs_[first].place;
  place.end = paragraphs_[last].place.end;
  return place;
}

bool RunAudit::same_record(std::uint64_t a, std::uint64_t b) const {
  const Place& place_a = paragraphs_[a].place;
  const Place& place_b = paragraphs_[b].place;
  if (place_a.input != place_b.input) return false;
  return run_.inputs.format() == Format::kText || place_a.record == place_b.record;
}

}  // namespace leitong
