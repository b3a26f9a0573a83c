// Paragraphs with `--keep last`: decided from the last to the first, so the inputs are read twice,
// once for what is compared, and again to write what stays.
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/block_pipeline.h"
#include "engine/filter_run.h"
#include "engine/paragraph/paragraph_batch.h"
#include "engine/paragraph/paragraph_decider.h"
#include "engine/paragraph/paragraph_writer.h"

namespace leitong {
namespace {

class BackwardFilter {
 public:
  BackwardFilter(FilterRun& run, ParagraphDecider decider)
      : run_(run),
        is_text_(run.inputs.format() == Format::kText),
        writer_(run),
        decider_(std::move(decider)) {}

  void collect(const ParagraphBatch& batch) {
    if (batch.block.input != input_) end_stretch(Border::kInput);
    input_ = batch.block.input;
    for (const TextSection& section : batch.sections) {
      for (std::size_t i = section.first_line; i < section.last_line; ++i) {
        const TextLine& line = batch.lines[i];
        if (line.blank) continue;
        features_.append(batch.features, line.feature);
        weights_.push_back(batch.weights[line.feature]);
        writer_.add_place(batch.block, section, line);
      }
      if (!is_text_) end_stretch(Border::kRecord);
    }
    run_.count_block(batch.block, batch.features);
    run_.show_progress(batch.raw_bytes_read);
  }

  void decide() {
    std::vector<ParagraphDecision> backwards;
    backwards.reserve(features_.size());
    const auto take = [&] {
      while (decider_.has_decision()) backwards.push_back(decider_.take());
    };
    for (std::size_t number = features_.size(); number-- > 0;) {
      while (!borders_.empty() && borders_.back().before == number + 1) {
        cross(borders_.back().kind);
        borders_.pop_back();
      }
      decider_.add(features_, number, [&] { return weights_[number]; });
      take();
    }
    decider_.separate();
    take();
    if (decider_.failure()) return run_.fail(*decider_.failure());

    decisions_.assign(backwards.rbegin(), backwards.rend());
    for (ParagraphDecision& decision : decisions_) {
      decision.leader = decisions_.size() - 1 - decision.leader;
    }
    run_.add_counts(decider_.judge().counts());
    run_.report.bands = decider_.judge().bands();
    run_.report.index_bytes = decider_.memory_bytes();
    run_.report.cache_bytes = decider_.judge().cached_bytes();
  }

  void write(const ParagraphBatch& batch) {
    writer_.begin(batch);
    for (const TextSection& section : batch.sections) {
      writer_.begin_section(section);
      for (std::size_t i = section.first_line; i < section.last_line; ++i) {
        const TextLine& line = batch.lines[i];
        writer_.line(line);
        // Where the input grew, which Inputs reports, what is new stays.
        if (!line.blank) {
          writer_.decision(next_ < decisions_.size() ? decisions_[next_] : ParagraphDecision{});
          ++next_;
        }
      }
      writer_.end_section();
      if (run_.stop) break;
    }
    if (batch.block.last) writer_.end_input();
    writer_.end();
    run_.flush_if_asked();
    run_.show_progress(batch.raw_bytes_read);
  }

 private:
  enum class Border { kInput, kRecord };
  struct Stretch {
    std::size_t before;  // number of paragraphs up to here
    Border kind;
  };

  void end_stretch(Border kind) { borders_.push_back({features_.size(), kind}); }

  void cross(Border kind) {
    decider_.separate();
    const Within within = run_.options.within;
    if (within == Within::kRecord || (within == Within::kFile && kind == Border::kInput)) {
      run_.add_counts(decider_.judge().counts());
      decider_.forget();
    }
  }

  FilterRun& run_;
  bool is_text_;
  ParagraphWriter writer_;
  ParagraphDecider decider_;
  FeatureList features_;
  std::vector<std::uint64_t> weights_;
  std::vector<Stretch> borders_;
  std::vector<ParagraphDecision> decisions_;  // in reading order
  std::uint32_t input_ = 0;
  std::size_t next_ = 0;
};

}  // namespace

void filter_paragraphs_backwards(FilterRun& run) {
  Result<ParagraphDecider> decider = ParagraphDecider::create(run.comparison, run.options);
  if (!decider) return run.fail(std::move(decider.error()));
  BackwardFilter filter(run, std::move(*decider));
  const auto pass = [&](ParagraphWork work, void (BackwardFilter::*finish)(const ParagraphBatch&)) {
    run.begin_pass();
    for_each_batch<ParagraphBatch, ParagraphParser>(
        run,
        [&, work] {
          return ParagraphParser::create(run.options, run.inputs.layout(), run.comparison, work);
        },
        [&](const ParagraphBatch& batch) { (filter.*finish)(batch); });
  };
  pass({.weigh = true, .ids = run.audit && !run.options.id_field.empty()},
       &BackwardFilter::collect);
  if (run.stop) return;
  filter.decide();
  if (run.stop) return;
  run.inputs.rewind();
  pass({.analyze = false}, &BackwardFilter::write);
}

}  // namespace leitong
