// The online executor for lines that are compared exactly where nobody asks which line leads: what
// filter_records() does, with nothing of a line but where it ends and its key, for all else takes
// longer than to compare it. Keys of a block are looked up together, so that the memory of one is
// on its way while others are compared.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/block_pipeline.h"
#include "engine/features.h"
#include "engine/filter_run.h"
#include "engine/record/line_batch.h"
#include "leitong/leaders.h"

namespace leitong {
namespace {

// Takes finished batches in order.
class LineFilter {
 public:
  explicit LineFilter(FilterRun& run) : run_(run) {}

  void finish(const LineBatch& batch) {
    if (run_.options.within == Within::kFile && input_ != batch.block.input) {
      leaders_ = ExactLeaders(ExactLeaders::Numbers::kLeftOut);
    }
    input_ = batch.block.input;
    repeated_.resize(batch.keys.size());
    leaders_.add(batch.keys, repeated_);
    run_.write_for(batch.block, batch.first_line_end());
    write(batch);
    run_.count_block(batch.block, batch.ill_formed);
    run_.flush_if_asked();
    run_.show_progress(batch.raw_bytes_read);
  }

  void report_counts() { run_.report.index_bytes = leaders_.memory_bytes(); }

 private:
  // In stretches of lines that all stay, or all go.
  void write(const LineBatch& batch) {
    const Block& block = batch.block;
    auto odd = batch.odd_lines.begin();
    const std::uint8_t* repeated = repeated_.data();
    std::size_t line = batch.first_begin();
    std::size_t stretch = run_.keeps_byte_order_mark(block) ? 0 : line;
    bool stretch_stays = true;
    for (std::size_t i = 0; i < batch.line_feeds.size() && !run_.stop; ++i) {
      const bool is_odd = odd != batch.odd_lines.end() && odd->number == i;
      const bool stays = is_odd ? keeps_odd(*odd++, block) : keeps(*repeated++ == 0);
      if (stays != stretch_stays) {
        write(block, stretch, line, stretch_stays);
        stretch = line;
        stretch_stays = stays;
      }
      line = batch.next(batch.line_feeds[i]);
    }
    write(block, stretch, line, stretch_stays);
  }

  void write(const Block& block, std::size_t begin, std::size_t end, bool stays) {
    const std::string_view bytes = block.bytes.substr(begin, end - begin);
    if (bytes.empty()) return;
    run_.check(stays ? run_.output.write(bytes, block.offset + begin) : run_.dropped.write(bytes));
  }

  bool keeps(bool is_new) {
    ++run_.report.read;
    if (is_new) {
      ++run_.report.kept;
    } else {
      run_.count_removed();
    }
    return is_new;
  }

  bool keeps_odd(const OddLine& line, const Block& block) {
    if (line.kind == OddLine::Kind::kBlank) {
      ++run_.report.blank;
      return true;
    }
    Error problem = record_too_long();
    problem.path = run_.inputs.name(block.input);
    problem.line = block.first_line + line.number;
    return run_.keeps_unreadable(std::move(problem));
  }

  FilterRun& run_;
  ExactLeaders leaders_{ExactLeaders::Numbers::kLeftOut};
  std::uint32_t input_ = 0;
  std::vector<std::uint8_t> repeated_;  // 1 or 0, by key
};

}  // namespace

bool are_lines_alone(const FilterRun& run) {
  const Method method = run.comparison.method;
  return run.report.format == Format::kLines && run.report.unit == Unit::kRecord &&
         (method == Method::kExact || method == Method::kBytes) && !run.names_leaders() &&
         run.reference_index == nullptr;
}

void filter_lines(FilterRun& run) {
  LineFilter filter(run);
  run.begin_pass();
  for_each_batch<LineBatch, LineParser>(
      run, [&]() -> Result<LineParser> { return LineParser(run.comparison); },
      [&](const LineBatch& batch) { filter.finish(batch); });
  filter.report_counts();
}

}  // namespace leitong
