#include "engine/filter_run.h"

#include <string>
#include <utility>

#include "engine/input/encoding_warning.h"

namespace leitong {
namespace {

void forget_counts(FilterReport& report) {
  report.read = report.kept = report.removed = report.failed = report.cut = report.blank = 0;
  report.paragraphs_read = report.paragraphs_removed = report.passages = 0;
  report.others = report.responses = 0;
}

}  // namespace

void FilterRun::count_for(std::uint32_t input) {
  if (counts_references && !is_reference(input)) {
    forget_counts(report);
    counts_references = false;
  }
}

void FilterRun::write_for(const Block& block, std::string_view line_end) {
  count_for(block.input);
  for (Output* const each : {&output, &dropped}) {
    if (!writes_paths()) check(each->enter(block.input, line_end));
    each->mute(is_reference(block.input));
  }
}

Place FilterRun::place_in_index(const StoredRecord& record) const {
  return {.input = static_cast<std::uint32_t>(inputs.names().size()) + record.source,
          .record = record.line,
          .start = record.start,
          .end = record.end};
}

void FilterRun::tell_removed(const Place& removed, std::string_view id, std::string_view rule,
                             double similarity, const Place& leader, std::string_view leader_id) {
  const Place place = inputs.original(removed);
  const Place leader_place = inputs.original(leader);
  if (audit) check(audit->add(place, id, rule, similarity, leader_place, leader_id));
  if (explainer != nullptr) explainer->add(place, leader_place);
  if (clusters) check(clusters->add(place, id, rule, similarity, leader_place, leader_id));
}

bool FilterRun::begins_table(std::uint32_t input, std::string_view header) {
  if (is_reference(input)) return false;
  const bool first = !std::exchange(header_written, true);
  if (first && is_first_step) check(dropped.write(header));
  return first || !options.output_dir.empty() || output.is_for_next_step();
}

void FilterRun::check(Result<void> result) {
  if (!result) fail(std::move(result.error()));
}

void FilterRun::fail(Error error) {
  if (!failure) failure = std::move(error);
  stop = true;
}

bool FilterRun::count_other(RecordKind kind) {
  if (kind != RecordKind::kOther && kind != RecordKind::kResponse) return false;
  ++report.others;
  if (kind == RecordKind::kResponse) ++report.responses;
  return true;
}

void FilterRun::count_removed(std::uint64_t things) {
  report.removed += things;
  if (options.stop_at_first && !counts_references) stop = true;
}

void FilterRun::count_cut() {
  ++report.cut;
  if (options.stop_at_first) stop = true;
}

bool FilterRun::keeps_unreadable(Error problem) {
  ++report.read;
  ++report.failed;
  if (options.on_error == OnError::kFail) {
    fail(std::move(problem));
    return true;
  }
  warn(std::move(problem));
  return options.on_error == OnError::kKeep;
}

void FilterRun::warn(Error problem) const {
  if (events.warning) events.warning({.problem = std::move(problem)});
}

void FilterRun::count_block(const Block& block, const FeatureList& features) {
  report.units_segmented += features.segmented().units;
  report.units_given_to_icu += features.segmented().icu_units;
  count_block(block, features.ill_formed());
}

void FilterRun::count_block(const Block& block, std::uint64_t ill_formed) {
  report.bytes_read += block.bytes.size();
  report.ill_formed += ill_formed;
  if (input_warned_of == block.input) return;
  std::optional<Error> problem = encoding_warning(block, ill_formed, inputs.name(block.input));
  if (!problem) return;
  input_warned_of = block.input;
  warn(std::move(*problem));
}

void FilterRun::add_counts(const MatchCounts& counts) {
  report.match.candidates += counts.candidates;
  report.match.rejected += counts.rejected;
  report.match.verified += counts.verified;
  report.match.bucket_overflow += counts.bucket_overflow;
}

void FilterRun::show_progress(std::uint64_t raw_bytes_read) const {
  if (!events.progress) return;
  events.progress({.bytes_read = raw_bytes_read,
                   .bytes_total = inputs.raw_bytes_total(),
                   .pass = pass,
                   .passes = passes,
                   .records = report.read,
                   .removed = report.removed});
}

void FilterRun::show_progress_of_pass(double share) const {
  if (!events.progress) return;
  // All was read once, so what there is is known.
  const std::uint64_t total = inputs.raw_bytes_read();
  events.progress({.bytes_read = static_cast<std::uint64_t>(share * static_cast<double>(total)),
                   .bytes_total = total,
                   .pass = pass,
                   .passes = passes,
                   .records = report.read,
                   .removed = report.removed});
}

void FilterRun::flush_if_asked() {
  if (!options.line_buffered) return;
  check(output.flush());
  check(dropped.flush());
  if (audit) check(audit->flush());
}

}  // namespace leitong
