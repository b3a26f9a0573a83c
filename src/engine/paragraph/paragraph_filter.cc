// Paragraphs, online: each is decided as soon as no run can reach it any more.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/block_pipeline.h"
#include "engine/filter_run.h"
#include "engine/paragraph/paragraph_batch.h"
#include "engine/paragraph/paragraph_decider.h"
#include "engine/paragraph/paragraph_writer.h"
#include "engine/record/record_fields.h"

namespace leitong {
namespace {

class OnlineFilter {
 public:
  OnlineFilter(FilterRun& run, ParagraphDecider decider, Analyzer analyzer)
      : run_(run),
        is_text_(run.inputs.format() == Format::kText),
        fields_(run.inputs.layout(), run.options),
        writer_(run),
        decider_(std::move(decider)),
        weigher_(std::move(analyzer)) {}

  void finish(const ParagraphBatch& batch) {
    if (input_ != batch.block.input) end_input();
    input_ = batch.block.input;
    writer_.begin(batch);
    for (const TextSection& section : batch.sections) {
      writer_.begin_section(section);
      for (std::size_t i = section.first_line; i < section.last_line; ++i) {
        add(batch, batch.lines[i]);
      }
      if (!is_text_) end_record();
      writer_.end_section();
      if (run_.stop) break;
    }
    if (batch.block.last) end_input();
    if (decider_.failure()) run_.fail(*decider_.failure());
    writer_.end();
    run_.count_block(batch.block, batch.features);
    run_.flush_if_asked();
    run_.show_progress(batch.raw_bytes_read);
  }

  void end_input() {
    decider_.separate();
    take_decisions();
    writer_.end_input();
    if (run_.options.within == Within::kFile) start_over();
  }

  void report_counts() {
    run_.add_counts(decider_.judge().counts());
    run_.report.bands = decider_.judge().bands();
    run_.report.index_bytes = decider_.memory_bytes();
    run_.report.cache_bytes = decider_.judge().cached_bytes();
  }

 private:
  void add(const ParagraphBatch& batch, const TextLine& line) {
    writer_.line(line);
    if (line.blank) return;
    decider_.add(batch.features, line.feature, [&] { return weigh(batch, line); });
    take_decisions();
  }

  std::uint64_t weigh(const ParagraphBatch& batch, const TextLine& line) {
    std::string_view text = batch.block.bytes.substr(line.begin, line.end - line.begin);
    if (!is_text_) {
      fields_.unescape(text, unescaped_);
      text = unescaped_;
    }
    return weigher_.weigh(text);
  }

  void end_record() {
    decider_.separate();
    take_decisions();
    if (run_.options.within == Within::kRecord) start_over();
  }

  void start_over() {
    run_.add_counts(decider_.judge().counts());
    decider_.forget();
  }

  void take_decisions() {
    while (decider_.has_decision()) writer_.decision(decider_.take());
  }

  FilterRun& run_;
  bool is_text_;
  RecordFields fields_;
  ParagraphWriter writer_;
  ParagraphDecider decider_;
  Analyzer weigher_;
  std::string unescaped_;
  std::uint32_t input_ = 0;
};

}  // namespace

void filter_paragraphs(FilterRun& run) {
  Result<ParagraphDecider> decider = ParagraphDecider::create(run.comparison, run.options);
  if (!decider) return run.fail(std::move(decider.error()));
  Result<Analyzer> weigher = Analyzer::create(run.comparison);
  if (!weigher) return run.fail(std::move(weigher.error()));

  OnlineFilter filter(run, std::move(*decider), std::move(*weigher));
  const ParagraphWork work{.ids = run.audit && !run.options.id_field.empty()};
  run.begin_pass();
  for_each_batch<ParagraphBatch, ParagraphParser>(
      run,
      [&] {
        return ParagraphParser::create(run.options, run.inputs.layout(), run.comparison, work);
      },
      [&](const ParagraphBatch& batch) { filter.finish(batch); });
  filter.report_counts();
}

}  // namespace leitong
