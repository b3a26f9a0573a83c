// The run itself is the one that would have been, told on by FilterRun::tell_removed(): so what is
// said here can't differ from the audit. Then the inputs are read again, for the texts of the
// record and its leader; and for a record that stayed once more, past all others that stayed: each
// is compared exactly, whether a sketch would have made it a candidate or not. Most share no
// shingle with it, which a look-up of each shingle tells before anything is sorted.
#include "engine/explain/record_explainer.h"

#include <algorithm>
#include <utility>

#include "engine/block_pipeline.h"
#include "engine/explain/pair_explainer.h"
#include "engine/filter_run.h"
#include "engine/output/open_files.h"
#include "engine/record/record_fields.h"

namespace leitong {
namespace {

Error usage(std::string what) {
  return {.kind = Error::Kind::kUsage, .what = std::move(what), .advice = "--explain"};
}

// The method is that of the run: --method bytes takes blank lines for records.
bool is_record(const FilterRun& run, const RecordFields& fields, std::string_view bytes) {
  const bool blank_counts =
      run.inputs.format() == Format::kLines && run.comparison.method == Method::kBytes;
  return blank_counts || !fields.is_blank_record(bytes);
}

// … or would be, if it could be read.
bool is_compared(RecordFields& fields, std::string_view bytes) {
  return !fields.read(bytes) || fields.kind() == RecordKind::kCompared;
}

}  // namespace

Result<void> RecordExplainer::start(std::span<const std::string> inputs, std::uint32_t references) {
  const auto named = inputs.subspan(references);
  if (name_.input.empty()) {
    if (named.size() != 1) {
      return std::unexpected(usage("there are several inputs: FILE:N says in which"));
    }
    input_ = references;
    return {};
  }
  const auto found = std::ranges::find(named, name_.input);
  if (found == named.end()) return std::unexpected(usage(name_.input + " is none of the inputs"));
  input_ = references + static_cast<std::uint32_t>(found - named.begin());
  return {};
}

void RecordExplainer::add(const Place& removed, const Place& leader) {
  removed_.push_back({.input = removed.input, .byte = removed.start});
  if (is_it(removed)) leader_place_ = leader;
  if (is_it(leader)) ++explanation_.led;
}

Result<void> RecordExplainer::finish(FilterRun& run) {
  explanation_.comparison = run.comparison;
  explanation_.bands = run.report.bands;
  if (Result<void> found = find(run); !found) return found;
  if (!record_) return std::unexpected(missing(run));
  explanation_.record.name = {.input = run.inputs.name(input_), .number = name_.number};
  Result<ExplainedRecord> record = read(run, *record_);
  if (!record) {
    explanation_.verdict = Explanation::Verdict::kUnreadable;
    explanation_.problem = record.error().message();
    return {};
  }
  explanation_.record = std::move(*record);
  if (leader_place_) {
    explanation_.verdict = Explanation::Verdict::kDropped;
    if (!leader_) {
      return std::unexpected(input_has_changed(run.inputs.name(leader_place_->input)));
    }
    return explain_pair(run, *leader_);
  }
  if (Result<void> found = find_nearest(run); !found) return found;
  return nearest_ ? explain_pair(run, *nearest_) : Result<void>{};
}

Result<void> RecordExplainer::find(FilterRun& run) {
  run.inputs.rewind();
  RecordFields fields(run.inputs.layout(), run.options);
  std::vector<LineSpan> records;
  Block block;
  while (true) {
    const Result<bool> more = run.inputs.next(block);
    if (!more) return std::unexpected(more.error());
    if (!*more) return {};
    const bool has_leader = leader_place_ && block.input == leader_place_->input;
    if (block.input != input_ && !has_leader) continue;
    fields.split(block, records);
    for (std::size_t i = 0; i < records.size(); ++i) {
      const LineSpan& span = records[i];
      const Place place{.input = block.input,
                        .record = block.first_line + fields.line(i),
                        .start = block.offset + span.begin,
                        .end = block.offset + span.next};
      const auto found = [&] {
        return Found{place, std::string(block.bytes.substr(span.begin, span.next - span.begin))};
      };
      if (has_leader && place.start == leader_place_->start) leader_ = found();
      if (block.input != input_) continue;
      const std::string_view bytes = block.bytes.substr(span.begin, span.end - span.begin);
      const bool header = fields.is_header(block, i);
      const bool record = !header && is_record(run, fields, bytes);
      if (is_it(place)) {
        line_ = header ? Line::kHeader : Line::kBlank;
        if (record) line_ = is_compared(fields, bytes) ? Line::kRecord : Line::kOther;
        if (line_ == Line::kRecord) record_ = found();
      }
      if (!record) continue;
      last_number_ = place.record;
      if (place.record < name_.number) enclosing_ = place.record;
    }
  }
}

Error RecordExplainer::missing(const FilterRun& run) const {
  const std::string number = std::to_string(name_.number);
  Error error{.kind = Error::Kind::kInput,
              .what = {},
              .path = run.inputs.name(input_),
              .advice = "--explain takes the number of a record's first line"};
  if (last_number_ == 0) {
    error.what = "there is no record";
  } else if (name_.number > last_number_) {
    error.what = "there is no record " + number + ", the last is " + std::to_string(last_number_);
  } else if (line_ == Line::kHeader) {
    error.what = "line " + number + " names the columns, and is no record";
  } else if (line_ == Line::kBlank) {
    error.what = "line " + number + " is blank, and no record";
  } else if (line_ == Line::kOther) {
    error.what = "record " + number + " holds no text of a page, and passes through";
  } else if (enclosing_ == 0) {
    error.what = "no record begins in line " + number;
  } else {
    error.what = "no record begins in line " + number + ", the one before it does in line " +
                 std::to_string(enclosing_);
  }
  return error;
}

bool RecordExplainer::was_removed(const Place& place) {
  const auto is_before = [&](const Begin& begin) {
    return begin.input != place.input ? begin.input < place.input : begin.byte < place.start;
  };
  while (passed_ < removed_.size() && is_before(removed_[passed_])) ++passed_;
  return passed_ < removed_.size() && removed_[passed_].input == place.input &&
         removed_[passed_].byte == place.start;
}

Result<void> RecordExplainer::find_nearest(FilterRun& run) {
  const Comparison comparison = shingle_comparison(run.comparison);
  Result<Analyzer> analyzer = Analyzer::create(comparison);
  if (!analyzer) return std::unexpected(std::move(analyzer.error()));
  FeatureList features;
  analyzer->analyze_shingles(explanation_.record.text, features);
  shingles_.assign(features.shingles(0).begin(), features.shingles(0).end());
  make_shingle_set(shingles_);

  run.inputs.rewind();
  const RecordWork work{.analysis = RecordWork::Analysis::kShingles};
  for_each_batch<RecordBatch, RecordParser>(
      run, [&] { return RecordParser::create(run.options, run.inputs.layout(), comparison, work); },
      [&](const RecordBatch& batch) { look_for_nearest(run, batch); });
  return run.failure ? Result<void>(std::unexpected(*run.failure)) : Result<void>{};
}

void RecordExplainer::look_for_nearest(const FilterRun& run, const RecordBatch& batch) {
  if (run.options.within == Within::kFile && batch.block.input != input_) return;
  // Only from what comes before it can a record be an excerpt.
  const bool only_before =
      run.comparison.method == Method::kContained && run.options.keep.rule == Keep::Rule::kFirst;
  for (const BatchRecord& record : batch.records) {
    if (record.kind != RecordKind::kCompared) continue;
    const Place place{.input = batch.block.input,
                      .record = batch.block.first_line + record.line,
                      .start = batch.block.offset + record.begin,
                      .end = batch.block.offset + record.end};
    if (is_it(place)) passed_it_ = true;
    if (was_removed(place) || is_it(place) || (only_before && passed_it_)) continue;
    ++explanation_.compared;
    const auto shingles = batch.features.shingles(record.index);
    const auto is_shared = [&](std::uint64_t shingle) {
      return std::ranges::binary_search(shingles_, shingle);
    };
    if (std::ranges::none_of(shingles, is_shared)) continue;
    others_.assign(shingles.begin(), shingles.end());
    make_shingle_set(others_);
    const double similarity = similarity_by(run.comparison.method, overlap(shingles_, others_));
    if (similarity <= nearest_similarity_) continue;
    nearest_similarity_ = similarity;
    const std::string_view bytes =
        batch.block.bytes.substr(record.begin, record.end - record.begin);
    nearest_ = Found{place, std::string(bytes)};
  }
}

Result<ExplainedRecord> RecordExplainer::read(const FilterRun& run, const Found& found) {
  const std::string padded = found.bytes + std::string(kBlockPadding, '\0');
  const std::string_view bytes = std::string_view(padded).substr(0, found.bytes.size());
  RecordFields fields(run.inputs.layout(), run.options);
  std::vector<LineSpan> records;
  fields.split(bytes, records);
  const std::string_view record = bytes.substr(records[0].begin, records[0].end - records[0].begin);
  if (Result<void> text = fields.read(record); !text) {
    return std::unexpected(std::move(text.error()));
  }
  ExplainedRecord explained{
      .name = {.input = run.inputs.name(found.place.input), .number = found.place.record},
      .text = std::string(fields.text())};
  if (!run.options.id_field.empty()) explained.id = fields.id(record);
  return explained;
}

Result<void> RecordExplainer::explain_pair(const FilterRun& run, const Found& other) {
  Result<ExplainedRecord> record = read(run, other);
  if (!record) return std::unexpected(input_has_changed(run.inputs.name(other.place.input)));
  Result<PairExplainer> explainer = PairExplainer::create(run.comparison);
  if (!explainer) return std::unexpected(std::move(explainer.error()));
  Result<ExplainedPair> pair = explainer->explain(explanation_.record.text, record->text);
  if (!pair) return std::unexpected(std::move(pair.error()));
  pair->other = std::move(*record);
  pair->is_reference = run.is_reference(other.place.input);
  explanation_.pair = std::move(*pair);
  return {};
}

}  // namespace leitong
