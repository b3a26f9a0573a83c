#include "engine/passage_audit.h"

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
  const std::uint64_t source_end = first.source + (first.end - first.begin);
  add(source_.line(cut.begin).place, cut.begin, first.source,
      source_.cut_at_or_before(stripped(first.source, source_end)), true);
}

void PassageAudit::write_repeats(const PassageCut& cut, std::span<const Repeat> repeats) {
  std::uint64_t done = cut.begin;
  for (std::size_t i = 0; i < repeats.size(); ++i) {
    // One that the next makes superfluous is not told.
    if (i > 0 && i + 1 < repeats.size() && repeats[i + 1].begin <= done) continue;
    const Repeat& repeat = repeats[i];
    // What the repeat before has as well is its; brackets before the first one are its own.
    const std::uint64_t begin = i == 0 ? cut.begin : std::max(done, repeat.begin);
    std::uint64_t end = std::min(repeat.end, cut.end);
    if (begin >= end) continue;
    const std::uint64_t source = repeat.source + begin - repeat.begin;
    if (begin > done && source_.weigh(done, begin, 1) > 0) {
      const Repeat& before = repeats[i - 1];
      add(done, begin, before.source + (before.end - before.begin), source, false);
    }
    const std::uint64_t source_end = source + (end - begin);
    // What stands between two repeats and weighs nothing goes with the first.
    if (i + 1 < repeats.size() && repeats[i + 1].begin > end &&
        source_.weigh(end, repeats[i + 1].begin, 1) == 0) {
      end = std::min(repeats[i + 1].begin, cut.end);
    }
    add(begin, end, source, source_end, true);
    done = end;
  }
}

void PassageAudit::add(std::uint64_t begin, std::uint64_t end, std::uint64_t source,
                       std::uint64_t source_end, bool same) {
  add(source_.place(begin, stripped(begin, end)), begin, source, source_end, same);
}

void PassageAudit::add(const Place& removed, std::uint64_t begin, std::uint64_t source,
                       std::uint64_t source_end, bool same) {
  const Place leader = source_.place(source, stripped(source, source_end));
  run_.check(
      run_.audit->add(removed, id_of(begin), "passage", same ? 1 : 0, leader, id_of(source)));
}

std::uint64_t PassageAudit::stripped(std::uint64_t begin, std::uint64_t end) {
  while (end > begin + 1) {
    const SourceText text = source_.at(end - 1);
    if (text.units.empty() || text.units[end - 1 - text.position] != u' ') break;
    --end;
  }
  return end;
}

std::string PassageAudit::id_of(std::uint64_t position) {
  if (run_.options.id_field.empty()) return {};
  const Result<std::optional<FieldValue>> id = json_.value(source_.line(position).bytes, id_field_);
  return id && *id ? (*id)->text : std::string();
}

}  // namespace leitong
