// The online executor where what was kept before stands in an index, and what is kept goes there:
// records are decided in the order in which they are read.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/block_pipeline.h"
#include "engine/filter_run.h"
#include "engine/index/index_judge.h"
#include "engine/index/stored_leader.h"
#include "engine/record/record_batch.h"
#include "engine/record/record_texts.h"
#include "engine/record/record_writer.h"

namespace leitong {
namespace {

// Takes finished batches in order.
class IndexedFilter {
 public:
  explicit IndexedFilter(FilterRun& run)
      : run_(run), index_(*run.index), writer_(run), fields_(run.inputs.layout(), run.options) {}

  void finish(const RecordBatch& batch) {
    writer_.begin(batch);
    for (const BatchRecord& record : batch.records) {
      if (record.kind == RecordKind::kCompared) {
        decide(batch, record);
      } else {
        writer_.pass(record);
      }
      if (run_.stop) break;
    }
    writer_.end();
    run_.count_block(batch.block, batch.features);
    run_.flush_if_asked();
    if (run_.options.line_buffered && !run_.failure) run_.check(index_.store().commit());
    run_.show_progress(batch.raw_bytes_read);
  }

 private:
  void decide(const RecordBatch& batch, const BatchRecord& record) {
    ++run_.report.read;
    const auto leader = index_.judge(batch.features, record.index);
    if (!leader) return run_.fail(leader.error());
    if (*leader) {
      return drop_for_stored(run_, writer_, record, id(batch, record), index_, **leader);
    }
    ++run_.report.kept;
    run_.check(store(batch, record));
    if (!run_.failure) writer_.keep(record);
  }

  Result<void> store(const RecordBatch& batch, const BatchRecord& record) {
    const Place place = writer_.place(record);
    const std::string& input = run_.inputs.name(place.input);
    const bool refers = index_.store().refers_to_texts();
    const Result<std::uint32_t> source =
        index_.store().add_source(input, refers ? path_of_source(input) : std::string());
    if (!source) return std::unexpected(source.error());
    StoredRecord stored{.source = *source,
                        .line = place.record,
                        .start = place.start,
                        .end = place.end,
                        .id = id(batch, record),
                        .text = std::string(text(batch, record))};
    if (refers) {
      Result<TextReference> reference = refer(batch, record, stored.text);
      if (!reference) return std::unexpected(std::move(reference.error()));
      stored.reference = *reference;
    }
    return index_.keep(batch.features, record.index, stored);
  }

  // After text().
  Result<TextReference> refer(const RecordBatch& batch, const BatchRecord& record,
                              std::string_view text) {
    const std::string& input = run_.inputs.name(batch.block.input);
    const std::optional<TextPlace> place = text_place(batch, record);
    if (!place || input == "-") {
      return std::unexpected(Error{.kind = Error::Kind::kInput,
                                   .what = "is no plain file, so its texts can't be referred to",
                                   .path = input,
                                   .advice = "an index made with --index-text copy takes it"});
    }
    using Form = TextReference::Form;
    TextReference reference{.begin = place->begin, .end = place->end, .hash = hash128(text)};
    if (run_.writes_paths()) return reference;
    const RecordFields::RawText raw = fields_.raw_text();
    reference.end = place->begin + raw.end;
    reference.begin += raw.begin;
    if (raw.escaped) {
      reference.form = run_.inputs.format() == Format::kJsonl ? Form::kJson : Form::kCsv;
    }
    return reference;
  }

  // As it was compared.
  std::string_view text(const RecordBatch& batch, const BatchRecord& record) {
    const std::string_view bytes =
        batch.block.bytes.substr(record.begin, record.end - record.begin);
    if (run_.writes_paths()) return bytes;
    fields_.split(bytes, spans_);
    // It was read once, so it can be read again.
    static_cast<void>(fields_.read(bytes.substr(0, spans_.front().end)));
    return fields_.text();
  }

  static std::string id(const RecordBatch& batch, const BatchRecord& record) {
    return batch.ids.empty() ? std::string() : batch.ids[record.index];
  }

  FilterRun& run_;
  IndexJudge& index_;
  RecordWriter writer_;
  RecordFields fields_;
  std::vector<LineSpan> spans_;
};

}  // namespace

void filter_records_by_index(FilterRun& run) {
  IndexedFilter filter(run);
  const RecordWork work{.ids = !run.options.id_field.empty()};
  run.begin_pass();
  for_each_batch<RecordBatch, RecordParser>(
      run,
      [&] { return RecordParser::create(run.options, run.inputs.layout(), run.comparison, work); },
      [&](const RecordBatch& batch) { filter.finish(batch); });
  run.add_counts(run.index->counts());
  run.report.bands = run.index->bands();
}

}  // namespace leitong
