#include "engine/passage/passage_audit.h"

#include <algorithm>
#include <span>

namespace leitong {

void PassageAudit::write(const PassageDecider& decided) {
  for (const PassageCut& cut : decided.cuts()) {
    const auto repeats =
        std::span(decided.repeats()).subspan(cut.first_repeat, cut.last_repeat - cut.first_repeat);
    if (cut.whole_record) {
      write_record(cut, repeats.front());
    } else {
      write_repeats(cut, repeats);
    }
  }
  if (source_.failure()) run_.fail(*source_.failure());
}

void PassageAudit::write_record(const PassageCut& cut, const Repeat& first) {
  const std::uint64_t source_end =
      source_.cut_at_or_before(first.source + (first.end - first.begin));
  add(source_.line(cut.begin).place, cut.begin, first.source, source_end, 1);
}

void PassageAudit::write_repeats(const PassageCut& cut, std::span<const Repeat> repeats) {
  std::uint64_t done = cut.begin;
  for (std::size_t i = 0; i < repeats.size(); ++i) {
    // One that the next makes superfluous is not told.
    if (i > 0 && i + 1 < repeats.size() && repeats[i + 1].begin <= done) continue;
    const Repeat& repeat = repeats[i];
    // What the repeat before has as well is its; brackets before the first one are its own.
    const std::uint64_t from = i == 0 ? cut.begin : std::max(done, repeat.begin);
    std::uint64_t to = std::min(repeat.end, cut.end);
    if (from >= to) continue;
    const std::uint64_t source = repeat.source + from - repeat.begin;
    if (from > done && source_.weigh(done, from, 1) > 0) {
      const Repeat& before = repeats[i - 1];
      const std::uint64_t gap_source = before.source + (before.end - before.begin);
      add(source_.place(done, from), done, gap_source, source, 0);
    }
    const std::uint64_t source_end = source + (to - from);
    // What stands between two repeats and weighs nothing goes with the first.
    if (i + 1 < repeats.size() && repeats[i + 1].begin > to &&
        source_.weigh(to, repeats[i + 1].begin, 1) == 0) {
      to = std::min(repeats[i + 1].begin, cut.end);
    }
    add(source_.place(from, to), from, source, source_end, 1);
    done = to;
  }
}

void PassageAudit::add(const Place& removed, std::uint64_t position, std::uint64_t leader_begin,
                       std::uint64_t leader_end, double similarity) {
  run_.tell_removed(removed, id_of(position), "passage", similarity,
                    source_.place(leader_begin, leader_end), id_of(leader_begin));
}

std::string PassageAudit::id_of(std::uint64_t position) {
  return run_.options.id_field.empty() ? std::string() : source_.id(position);
}

}  // namespace leitong
