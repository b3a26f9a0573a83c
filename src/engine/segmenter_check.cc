#include "leitong/segmenter_check.h"

#include <algorithm>
#include <bit>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/thread_clock.h"
#include "engine/input/inputs.h"
#include "engine/record/record_fields.h"
#include "engine/utf8_append.h"
#include "io/line_records.h"
#include "leitong/segment.h"

namespace leitong {
namespace {

// Units shown on each side of the first difference.
constexpr std::size_t kShown = 24;
// Units of folded text, about, that one segmenter does before the other does the same. Turns of one
// text each would find the caches full of the other's tables, as never happens in use; ICU takes so
// long for this many that filling them again does not count.
constexpr std::size_t kBatch = std::size_t{1} << 20;
// Shorter texts count as this, so that a batch of empty ones ends as well.
constexpr std::size_t kShortText = 64;

bool bit(const std::vector<std::uint64_t>& words, std::size_t i) {
  return (words[i / 64] >> (i % 64) & 1) != 0;
}

std::uint64_t count(const std::vector<std::uint64_t>& words) {
  std::uint64_t sum = 0;
  for (const std::uint64_t word : words) sum += static_cast<std::uint64_t>(std::popcount(word));
  return sum;
}

// "软体|工程|师|*,|": a bar at each boundary, a star before a segment that is no word.
std::string with_bars(std::u16string_view text, const Segmentation& segmentation,
                      std::size_t around) {
  const std::size_t begin = around > kShown ? around - kShown : 0;
  const std::size_t end = std::min(text.size(), around + kShown);
  std::string shown;
  for (std::size_t i = begin; i < end; ++i) {
    if (bit(segmentation.starts, i)) shown += bit(segmentation.words, i) ? "|" : "|*";
    const bool pair = (text[i] & 0xFC00) == 0xD800 && i + 1 < end;
    append_utf8(shown, text.substr(i, pair ? 2 : 1));
    if (pair) ++i;
  }
  return shown;
}

class Checker {
 public:
  Checker(const SegmenterCheckOptions& options, const FilterOptions& reading,
          const FilterEvents& events, Inputs inputs, std::unique_ptr<Segmenter> fast,
          std::unique_ptr<Segmenter> icu)
      : events_(events),
        inputs_(std::move(inputs)),
        folder_(options.fold),
        fields_(inputs_.layout(), reading),
        fast_(std::move(fast)),
        icu_(std::move(icu)) {}

  Result<SegmenterCheckReport> run() {
    Block block;
    while (true) {
      const Result<bool> more = inputs_.next(block);
      if (!more) return std::unexpected(more.error());
      if (!*more) break;
      if (has_fields(inputs_.format())) {
        add_records(block);
      } else {
        add(block.bytes, block.input, block.first_line);
      }
      if (events_.progress) {
        events_.progress({.bytes_read = inputs_.raw_bytes_read(),
                          .bytes_total = inputs_.raw_bytes_total(),
                          .records = report_.texts,
                          .removed = 0});
      }
    }
    compare_batch();
    report_.input_errors = inputs_.errors();
    return std::move(report_);
  }

 private:
  struct Text {
    std::size_t input;
    std::uint64_t line;
    FoldedText folded;
    Segmentation by_icu;
  };

  void add_records(const Block& block) {
    fields_.split(block, lines_);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view line =
          block.bytes.substr(lines_[i].begin, lines_[i].end - lines_[i].begin);
      if (fields_.is_blank_record(line) || fields_.is_header(block, i)) continue;
      // What can't be read is for the filter to complain of.
      if (fields_.read(line) && fields_.kind() == RecordKind::kCompared) {
        add(fields_.text(), block.input, block.first_line + fields_.line(i));
      }
    }
  }

  void add(std::string_view utf8, std::size_t input, std::uint64_t line) {
    if (count_ == texts_.size()) texts_.emplace_back();
    Text& text = texts_[count_++];
    text.input = input;
    text.line = line;
    folder_.fold(utf8, text.folded);
    report_.bytes += utf8.size();
    units_ += std::max(text.folded.units.size(), kShortText);
    if (units_ >= kBatch) compare_batch();
  }

  void compare_batch() {
    const std::span<Text> batch = std::span(texts_).first(count_);
    double start = thread_seconds();
    for (Text& text : batch) icu_->segment(text.folded.units, text.by_icu);
    report_.icu_seconds += thread_seconds() - start;
    for (const Text& text : batch) compare(text);
    // The fast way is so fast that its tables must have been in the caches before the clock runs.
    start = thread_seconds();
    for (const Text& text : batch) fast_->segment(text.folded.units, by_fast_);
    report_.fast_seconds += thread_seconds() - start;
    count_ = 0;
    units_ = 0;
  }

  void compare(const Text& text) {
    fast_->segment(text.folded.units, by_fast_);
    ++report_.texts;
    report_.boundaries += count(text.by_icu.starts);
    report_.words += count(text.by_icu.words);
    if (by_fast_.starts == text.by_icu.starts && by_fast_.words == text.by_icu.words) return;
    ++report_.differences;
    if (report_.first) return;
    std::size_t place = 0;
    while (bit(by_fast_.starts, place) == bit(text.by_icu.starts, place) &&
           bit(by_fast_.words, place) == bit(text.by_icu.words, place)) {
      ++place;
    }
    report_.first = {.input = inputs_.name(text.input),
                     .line = text.line,
                     .fast = with_bars(text.folded.units, by_fast_, place),
                     .icu = with_bars(text.folded.units, text.by_icu, place)};
  }

  const FilterEvents& events_;
  Inputs inputs_;
  Folder folder_;
  RecordFields fields_;
  std::unique_ptr<Segmenter> fast_;
  std::unique_ptr<Segmenter> icu_;
  std::vector<LineSpan> lines_;
  Segmentation by_fast_;
  std::vector<Text> texts_;  // kept from batch to batch for their memory
  std::size_t count_ = 0;    // of them in this batch
  std::size_t units_ = 0;
  SegmenterCheckReport report_;
};

}  // namespace

Result<SegmenterCheckReport> check_segmenter(const SegmenterCheckOptions& options,
                                             const FilterEvents& events) {
  Result<std::unique_ptr<Segmenter>> fast = make_segmenter(SegmenterKind::kAuto);
  if (!fast) return std::unexpected(std::move(fast.error()));
  if (!why_plain_icu().empty()) {
    return std::unexpected(Error{.what = "there is nothing to compare: ICU itself is used here",
                                 .advice = std::string(why_plain_icu())});
  }
  Result<std::unique_ptr<Segmenter>> icu = make_segmenter(SegmenterKind::kIcu);
  if (!icu) return std::unexpected(std::move(icu.error()));
  FilterOptions reading;
  reading.inputs = options.inputs;
  reading.format = options.format;
  reading.field = options.field;
  reading.header = options.header;
  reading.delimiter = options.delimiter;
  Result<Inputs> inputs = Inputs::open(reading, false);
  if (!inputs) return std::unexpected(std::move(inputs.error()));
  return Checker(options, reading, events, std::move(*inputs), std::move(*fast), std::move(*icu))
      .run();
}

}  // namespace leitong
